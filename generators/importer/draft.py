"""A source taken apart as the data of a notice.yaml, in the order of keys of one written by hand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from generators.dates import PartialDate
from generators.importer.content import Content
from generators.importer.deadlines import Deadlines, FoundDeadline
from generators.importer.document import Attached, Document, Issued, Role
from generators.importer.findings import Answers, Findings
from generators.importer.forms_to_fill import ask_for_forms
from generators.importer.leads import STATES_FIRST_LEADS
from generators.importer.lines import Block, SourceLine, SourceTable, folded
from generators.importer.paragraph_entries import Entry
from generators.importer.people import People
from generators.importer.printed_tables import as_table
from generators.importer.roles import levels_of
from generators.importer.tree import Node, tree_of
from generators.periods import Period

_Tree = Callable[[Sequence[Block]], Node]


@dataclass
class Draft:
    """The data of a notice; leads in it are still as found. `findings` says what was read and what was not."""

    data: Entry
    people: People
    deadlines: Deadlines
    findings: Findings = field(default_factory=Findings)


def drafted(
    document: Document,
    people: People,
    plain: frozenset[int] = frozenset(),
    literal: frozenset[int] = frozenset(),
    answers: Answers | None = None,
) -> Draft:
    """The draft of a document.

    `plain` are numbers of lines that are kept as mere text, `literal` of those whose leads stay in the text as they are
    written; `answers` are those of a person to what was unsure.
    """
    findings = Findings(answers or Answers())
    levels = levels_of(findings.answers.roles)
    plain |= {number for number, role in findings.answers.roles.items() if role is Role.PLAIN}
    literal |= {number for number, _ in findings.answers.names}
    deadlines = Deadlines(people, document.issued_on, _year(document), findings=findings)
    content = Content(people, deadlines, findings, plain, literal)
    content.first_leads = _states_first_leads(document)
    data = _head(document, findings)
    # What a notice that issues something asks for itself is text of its own: sections are those of what it issues.
    tree = partial(tree_of, plain=plain, levels=levels)
    has_headings = any(levels.get(block.number) for block in document.text)  # by a person's word
    issues = bool(document.issued) and not has_headings
    body = {"导语": content.outside(document.text)} if issues else content.body(tree(document.text))
    arrangements = [_arrangement(one, document, content, tree) for one in document.issued]
    data["正文"] = body.pop("导语", [])
    data["成文日期"] = str(document.issued_on) if document.issued_on else ""
    data.update(_foot(document))
    data["单位组"] = []
    data["时限"] = deadlines.found
    data["附件"] = _attachments(document.attachments, document, content, tree)
    for attached in (data["附件"], *(one.get("附件", []) for one in arrangements)):
        ask_for_forms(attached, deadlines.found)
    if arrangements:
        data["印发件"] = arrangements if len(arrangements) > 1 else arrangements[0]
    data.update(body)
    _note_the_rest(document, data, deadlines, findings)
    return Draft({key: value for key, value in data.items() if value or key in _KEPT}, people, deadlines, findings)


def _states_first_leads(document: Document) -> bool:
    """Whether a sentence, wherever it stands, says that of several units the first one leads."""
    bodies = [document.text, *(one.blocks for one in document.issued), *(one.blocks for one in document.attached)]
    lines = [block.key for body in bodies for block in body if isinstance(block, SourceLine)]
    return any(STATES_FIRST_LEADS.search(re.sub("（[^（）]*）", "", line)) for line in lines)


def _note_the_rest(document: Document, data: Entry, deadlines: Deadlines, findings: Findings) -> None:
    """Note the deadlines, and the lines that are no element of a 公文."""
    for one in deadlines.found:
        value = f"{one.due or one.printed} {one.matter}"
        findings.note("时限", value, one.line, sure=one.sure, words=one.words, given=one.due)
    for line in document.stray:
        if line.text == f"{data['发文机关']}文件":
            continue
        if line.key.endswith("文件"):
            data["发文机关标志"] = line.text
        else:
            is_known = line.number in findings.answers.roles
            reason = "照您说的，没有写进内容" if is_known else "不是公文的要素，没有写进内容"
            findings.unresolve(line.number, line.text, reason, kept=False)


_CONTACT = re.compile(r"联系人：([一-龥]{2,4})[，；。、 ]+(?:联系|办公)?(?:电话|方式)：(\d[\d-]{6,})(?![\d、，]*\d)")
_MAIL = re.compile(r"[\w.+-]+@[\w.-]+\w", re.ASCII)
_KEPT = ("标题", "发文机关", "发文字号", "主送机关", "正文", "成文日期")


def _year(document: Document) -> int | None:
    """The year of a notice without a date: its title's, its number's, the first a clause begins with, the page's.

    Else the one that its text names most, where that is most of the years it names.
    """
    heads = [*(one.text for one in document.text if isinstance(one, SourceLine)), *_titles(document)]
    places = (
        (r"((?:19|20)\d{2})年", document.whole_title),
        (r"[〔（【\[［]((?:19|20)\d{2})", document.number),
        (r"((?:19|20)\d{2})年", "" if document.title else document.fallback_title),
        (
            r"(?:^|[，。；：（])(?:今年|现将|为(?:切实)?(?:做好|推进|落实|完成)?)?((?:19|20)\d{2})年(?!以来)",
            "。".join(heads),
        ),
    )
    found = next((found for form, words in places if (found := re.search(form, folded(words)))), None)
    if found or document.year:
        return int(found[1]) if found else document.year
    cells = [cell for one in document.text if isinstance(one, SourceTable) for row in one.rows for cell in row]
    named = re.findall(r"((?:19|20)\d{2})(?:年(?!以来)|[./\-]\d)", folded("。".join([*heads, *cells])))
    year, times = Counter(named).most_common(1)[0] if named else ("", 0)
    return int(year) if times > 1 and times > len(named) / 2 else None


def _titles(document: Document) -> list[str]:
    return ["".join(issued.title) for issued in document.issued]


def _head(document: Document, findings: Findings) -> Entry:
    issuers = document.issuers or document.title_issuers or _issuer_in_title(document.whole_title)
    data: Entry = {"标题": document.whole_title or document.fallback_title, "发文机关": issuers[0] if issuers else ""}
    data["联合发文"] = issuers if len(issuers) > 1 else []
    data["发文字号"] = document.number
    data["签发人"] = document.signers
    data["密级"], data["紧急程度"], data["主送机关"] = document.secrecy, document.urgency, document.addressees
    for key in ("标题", "发文机关", "发文字号", "主送机关"):
        line = document.places.get(key, document.places.get("标题", 1))
        sure = {"标题": bool(document.whole_title), "发文机关": bool(document.issuers)}.get(key, True)
        data[key] = _stated(key, data[key], line, findings, sure=sure)
    if document.issued_on:
        line = document.places.get("成文日期", 1)
        day = _stated("成文日期", str(document.issued_on), line, findings, sure="成文日期" in document.places)
        document.issued_on = PartialDate.parse(day) if day else None
    if document.issued_on and document.date_words:
        printed = f"{document.date_words}，照国家标准印成{document.issued_on.text()}"
        findings.note("日期写法", printed, document.places.get("成文日期", 1))
    return data


def _stated(key: str, value: str, line: int, findings: Findings, *, sure: bool) -> str:
    """What a head states of the notice, or what a person has said instead; noted among what was read."""
    words = "" if sure else key
    value = findings.answers.heads.get((line, key), value)
    if findings.is_denied(line, key) and key != "标题":
        return ""
    if value:
        is_sure = findings.is_sure(line, key, sure=sure)
        findings.note(
            f"通知{key}" if key == "标题" else key, value, line, sure=is_sure, words=words, given=words and value
        )
    return value


def _issuer_in_title(title: str) -> list[str]:
    found = re.match("([一-龥（）、]{2,40}?)关于", folded(title))
    return [title[: found.end(1)]] if found and re.search("[厅局委办部院会室府署社司]$", found[1]) else []


def _foot(document: Document) -> Entry:
    is_letter = document.title and re.search("函$", folded(document.whole_title)) and not document.printed_on
    notes = [re.sub(r"^[（(](.*)[）)]$", r"\1", note) for note in document.notes]
    return {
        "附注": notes[0] if len(notes) == 1 else notes,
        "联系方式": _contact([*notes, *(block.text for block in document.text if isinstance(block, SourceLine))]),
        "抄送": document.copied_to,
        "版记": document.imprint,
        "印发机关": document.printer,
        "印发日期": str(document.printed_on) if document.printed_on else "",
        "版式": "信函" if is_letter else "",
    }


def _contact(lines: Sequence[str]) -> Entry:
    """The one person whom lines name as the one to ask, with telephone and mail; empty where none, or several."""
    found = [(*one, line) for line in lines for one in _CONTACT.findall(folded(line))]
    if len(found) != 1:
        return {}
    person, telephone, line = found[0]
    mail = _MAIL.search(line)
    return {"联系人": person, "电话": telephone, **({"电子邮箱": mail[0]} if mail else {})}


def _arrangement(one: Issued, document: Document, content: Content, tree: _Tree) -> Entry:
    """A text that the notice issues."""
    title = "".join(one.title)
    content.findings.note("印发件", title, document.places.get("印发件", 1))
    body = as_table(content.body(tree(one.blocks)), one.blocks)
    attached = _attachments(one.attachments, document, content, tree)
    body |= {"附件": attached} if attached else {}
    return {"标题": title or document.whole_title or document.fallback_title, **body}


def _attachments(attached: Sequence[Attached], document: Document, content: Content, tree: _Tree) -> list[Entry]:
    """Attachments, each with a body like that of what the notice issues."""
    found = []
    for one in attached:
        body = as_table(content.body(tree(one.blocks)), one.blocks)
        entry: Entry = {"名称": one.title, "标题": one.heading, "正文": body.pop("导语", []), **body}
        content.findings.note("附件", one.title, document.places.get("附件", 1))
        found.append({key: value for key, value in entry.items() if value})
    return found


def deadline_entry(one: FoundDeadline) -> Entry:
    """A deadline as it stands under 时限."""
    entry = {
        **{
            "名称": one.name,
            "事由": one.matter,
            "报送": one.submitted,
            "受理": one.recipient,
            "周期": _period(one),
            "截止": one.due,
        },
        **{"表述": one.printed, "对象": one.bound},
    }
    return {key: value for key, value in entry.items() if value}


def _period(one: FoundDeadline) -> str:
    """The 周期 of a deadline that recurs, empty where its words are none that content knows."""
    words = re.sub("(?:（[^（）]*）)?(?:(?:之|以)?前)?$|的", "", folded(one.printed))
    words = re.sub(r"^(每季)度?末(?=\d)", r"\1末月", words)
    try:
        return "" if one.due or not words.startswith("每") else Period.parse(words).text
    except ValueError:
        return ""
