"""The content rules: problems in content that is valid by its models but wrong or doubtful."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generators.dates import PartialDate
from generators.dossier.dossier import Dossier
from generators.dossier.models import Clause
from generators.dossier.positions import PlacedItem
from generators.dossier.source import Path, Source
from generators.dossier.typed_marks import check_typed_marks
from generators.dossier.units import ALL_CITIES
from generators.dossier.values import REFERENCE, likely
from generators.problems import Problem, error, notice, warning

_DATE_IN_TEXT = re.compile(r"\d{4}年(?:(?:\d{1,2}月)(?:\d{1,2}日)?)?|\d{1,2}月\d{1,2}日")
# 发文字号 (GB/T 9704-2012, clause 7.2.5), 令号 (10.2) and the number of minutes, which offices write as they like.
_DOCUMENT_NUMBER = r"[^\s〔〕\[\]()（）]{2,12}〔(19|20)\d{2}〕[1-9]\d*号"
_NUMBERS = {"命令": r"第[1-9]\d*号", "纪要": rf"{_DOCUMENT_NUMBER}|[〔（]?.*第?[1-9]\d*[期号次][〕）]?"}
_HEXAGONAL = str.maketrans(dict.fromkeys("[［【(（﹝〖「", "〔") | dict.fromkeys("]］】)）﹞〗」", "〕"))
_NUMBER_HINTS = {"命令": "命令写令号，如 第1号", "纪要": "写成 第1期，或 〔2013〕1号"}
# An 附注 that publishes; 此件不予公开 and 此件依申请公开 go with a 密级.
_MADE_PUBLIC = re.compile(r"(?<!不)(?<!不予)(?:公开发布|主动公开)")
_MARK_AT_END = re.compile(r"[。，、；：,.;:]$")
# The words by which text means 各市 (design, section 3, "Who is meant"); 各市、各部门 in a safeguard binds everyone.
_CITIES_IN_TEXT = re.compile(r"各市(?!、各)|市、县级政府|各级政府")


def check(dossier: Dossier, source: Source) -> Iterator[Problem]:
    """Every finding of the content rules, with its place in the notice's file."""
    yield from _secrecy(dossier, source)
    yield from _contradictions(dossier, source)
    yield from _gaps(dossier, source)
    yield from _titles(dossier, source)
    yield from _attachments(dossier, source)
    yield from _summary_titles(dossier, source)
    yield from _deadlines(dossier, source)
    yield from _several_reports(dossier, source)
    yield from _items(dossier, source)
    yield from check_typed_marks(source)
    yield from _typed_marks(dossier, source)
    yield from _stray_references(source.data, (), source)
    yield from _loose_words(dossier, source)


def _secrecy(dossier: Dossier, source: Source) -> Iterator[Problem]:
    content = dossier.notice
    if content.secrecy and _MADE_PUBLIC.search(content.note):
        hint = "写“此件不予公开”“此件依申请公开”，或删去“密级”"
        yield error(f"标了密级，又写“{content.note}”", hint, source.place(("附注",)))
    if content.copy_number and not re.fullmatch(r"\d{6}", content.copy_number):
        yield warning("份号不是六位数字", "写成 000001", source.place(("份号",)))
    if content.secrecy and not content.copy_number:
        yield warning("标了密级，没有份号", "涉密公文要标份号，如 000001", source.place(("密级",)))


def _contradictions(dossier: Dossier, source: Source) -> Iterator[Problem]:
    content = dossier.notice
    if content.printed_on and content.printed_on < content.issued_on:
        yield warning("印发日期早于成文日期", "核对两个日期", source.place(("印发日期",)))
    if content.joint_issuers and content.layout in ("命令", "纪要"):
        yield warning(
            f"{content.layout}不能联合发文，只印了“{content.issuer}”", "删去“联合发文”", source.place(("联合发文",))
        )
    for key, people, layout in (("出席", content.present, "纪要"), ("签署人", content.signatory, "命令")):
        if people and content.layout != layout:
            yield warning(f"“{key}”只印在{layout}里", f"写上“版式: {layout}”，或删去", source.place((key,)))


def _titles(dossier: Dossier, source: Source) -> Iterator[Problem]:
    """Titles that end in a mark: of the document, its parts, or attachments (for these GB/T 9704-2012, 7.3.4).

    A heading that announces what follows may end in a colon.
    """
    content = dossier.notice
    titled: list[tuple[str, Path]] = [(content.title, ("标题",))]
    if content.arrangement:
        titled.append((content.arrangement.title, ("印发件", "标题")))
    titled += [(one.title, ("附件", index, "名称")) for index, one in enumerate(content.attachments)]
    titled += [(item.content.title.removesuffix("："), (*item.path, "标题")) for item in dossier.placed]
    for title, path in titled:
        if _MARK_AT_END.search(title):
            yield warning(f"标题“{title}”末尾有标点", "删去末尾的标点", source.place(path))


def _attachments(dossier: Dossier, source: Source) -> Iterator[Problem]:
    for index, one in enumerate(dossier.notice.attachments):
        if not one.text:
            hint = "要随通知印的，补上“正文: ”；另附成品的，不用管"
            yield notice(f"附件“{one.title}”没有正文，只列名，不印", hint, source.place(("附件", index)))


def _summary_titles(dossier: Dossier, source: Source) -> Iterator[Problem]:
    """Texts for the summary under a title that the notice does not have: they would be printed nowhere."""
    for key, texts, items in (
        ("领域", dossier.notice.summary.areas, dossier.tasks),
        ("保障", dossier.notice.summary.safeguards, dossier.safeguards),
    ):
        titles = [item.content.title for item in items]
        for title in texts:
            if title not in titles:
                hint = likely(title, titles) or "照通知原文写标题"
                yield warning(
                    f"汇总里的“{title}”不是通知里的标题，没有印", hint, source.key_place(("汇总", key, title))
                )


def _gaps(dossier: Dossier, source: Source) -> Iterator[Problem]:
    content = dossier.notice
    if not content.document_number:
        place = source.key_place(("发文字号",))
        yield notice("没有发文字号", "正式印发前补上，如 辽政办发〔2013〕1号", place)
    elif not re.fullmatch(_NUMBERS.get(content.layout, _DOCUMENT_NUMBER), content.document_number):
        hint = _NUMBER_HINTS.get(content.layout, "写成 辽政办发〔2013〕1号：六角括号〔〕、年份写全、序号不补零")
        if re.fullmatch(_DOCUMENT_NUMBER, mended := _mended(content.document_number)):
            hint = f"写成 {mended}"
        yield warning("发文字号的写法不合规范", hint, source.place(("发文字号",)))
    year = re.search(r"〔(\d{4})〕", content.document_number)
    if year and int(year[1]) != content.issued_on.year:
        message = f"发文字号的年份{year[1]}与成文日期{content.issued_on.text()}不一致"
        yield warning(message, "核对“发文字号”和“成文日期”", source.place(("发文字号",)))
    if not content.addressees and content.layout in ("文件", "信函"):
        yield warning("没有主送机关", "补上“主送机关: ”", source.key_place(("主送机关",)))


def _mended(number: str) -> str:
    """A 发文字号 with the brackets and digits that GB/T 9704-2012 asks for, so far as it leaves no doubt."""
    plain = re.sub(r"[\s　]|^发文字号[：:]", "", unicodedata.normalize("NFKC", number).translate(_HEXAGONAL))
    return re.sub(r"〕第?0*(\d+)号?$", r"〕\1号", plain)


def _deadlines(dossier: Dossier, source: Source) -> Iterator[Problem]:
    first_with: dict[str, int] = {}
    for index, deadline in enumerate(dossier.notice.deadlines):
        path = ("时限", index)
        if deadline.name in first_with:
            yield error(f"时限“{deadline.name}”写了两次", "名称不能重复", source.place((*path, "名称")))
            continue
        first_with[deadline.name] = index
        if deadline.date.last_day < dossier.notice.issued_on.last_day:
            message = f"时限“{deadline.name}”早于成文日期"
            yield warning(message, "核对“截止”和“成文日期”", source.place((*path, "截止")))
        if not dossier.bound_by(deadline):
            hint = "写上“对象: ”，或在措施的“时限: ”里引用它"
            yield notice(f"时限“{deadline.name}”没有约束任何单位", hint, source.place(path))


def _several_reports(dossier: Dossier, source: Source) -> Iterator[Problem]:
    """One return answers one report: with two reports of the same units the returns could not be assigned."""
    reports = dossier.deadlines_for(dossier.REPORT)
    for number, later in enumerate(reports):
        earlier = next(
            (one for one in reports[:number] if set(dossier.bound_by(one)) & set(dossier.bound_by(later))), None
        )
        if earlier:
            message = f"“{earlier.name}”和“{later.name}”约束了同样的单位，报送材料只认一次，分不清是哪一次的"
            hint = "每一次报送另建一份通知的文件夹，各收各的"
            yield warning(message, hint, source.place(("时限", dossier.notice.deadlines.index(later))))


def _items(dossier: Dossier, source: Source) -> Iterator[Problem]:
    titles: dict[str, str] = {}
    for item in dossier.placed:
        title = item.content.title
        if title in titles and item.level > 1:
            hint = "换一个标题，不然报送的材料分不清是哪一项"
            yield warning(f"{item.label}与{titles[title]}的标题相同", hint, source.place((*item.path, "标题")))
        titles.setdefault(title, item.label)
    depth = len(dossier.placed[0].path) if dossier.placed else 0
    led_sections = {item.path[:depth] for item in dossier.placed if item.lead}
    for item in dossier.placed:
        if item.lead or item.content.items:
            continue
        if item.content.measures or (item.level > 1 and item.path[:depth] in led_sections):
            hint = "补上“牵头: { 部门: [单位], 方式: 牵头 }”"
            yield warning(f"{item.label}“{item.content.title}”没有牵头单位", hint, source.place((*item.path, "标题")))


def _typed_marks(dossier: Dossier, source: Source) -> Iterator[Problem]:
    """Paragraphs without a full stop, and references to deadlines that are not recognised."""
    for path, text, _ in _texts(dossier):
        if re.search(r"[^。！？；，：、”）》…]$", text) and "分句" not in path:
            yield notice("这一段末尾没有句号", "补上“。”", source.place(path))
        for near in re.findall(r"[\[【（(]\s*[时期]限\s*[：:][^\]】）)]*[\]】）)]", REFERENCE.sub("", text)):
            yield warning(f"“{near}”像是引用时限，但没有认出", "写成【时限：名称】", source.place(path))


def _stray_references(data: object, path: Path, source: Source) -> Iterator[Problem]:
    """References to deadlines in places that print their words as they are."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _stray_references(value, (*path, key), source)
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _stray_references(value, (*path, index), source)
    elif isinstance(data, str) and "【时限" in data:
        key = next((step for step in reversed(path) if isinstance(step, str)), "")
        if key in ("标题", "名称", "表述", "附注", "填写提示", "主送机关"):
            yield error("这里不能引用时限", "直接写出文字，或移到正文里", source.place(path))


def _loose_words(dossier: Dossier, source: Source) -> Iterator[Problem]:
    """Dates and units written in text without a reference: an edit of the fact would not change them."""
    for path, text, _ in _texts(dossier):
        for date in _dates_ahead(text, dossier.notice.issued_on):
            hint = "在“时限”里写明这个日期，正文改用【时限：名称】引用"
            yield notice(f"正文里直接写了日期“{date}”", hint, source.place(path))
    for path, text, named in _texts(dossier):
        if named is None:
            continue
        for name in _units_in(text, dossier, named):
            yield notice(
                f"正文提到“{name}”，但没有写进“责任”", f"确需其负责的，补上“责任: [{name}]”", source.place(path)
            )


def _dates_ahead(text: str, issued: PartialDate) -> Iterator[str]:
    for found in _DATE_IN_TEXT.findall(re.sub("《[^》]*》", "", REFERENCE.sub("", text))):
        written = found if "年" in found else f"{issued.year}年{found}"
        try:
            ahead = PartialDate.parse(written).last_day >= issued.last_day
        except ValueError:
            ahead = True
        if ahead:
            yield found


def _units_in(text: str, dossier: Dossier, named: set[str]) -> Iterator[str]:
    for unit in dossier.units:
        found = next((name for name in unit.names if name in text), None)
        if found and unit.name not in named:
            text = text.replace(found, "")
            yield unit.short_name
    cities = {unit.name for unit in dossier.units.of_category(ALL_CITIES)}
    if cities - named and _CITIES_IN_TEXT.search(text):
        yield ALL_CITIES


def _texts(dossier: Dossier) -> Iterator[tuple[Path, str, set[str] | None]]:
    """Every text with its path and the units named there; None where text cannot name a responsible unit."""
    body: Path = ("印发件",) if dossier.notice.arrangement else ()
    for key, texts, at in (
        ("正文", dossier.notice.text, ()),
        ("导语", dossier.body.introduction, body),
        ("结语", dossier.body.closing, body),
    ):
        for index, text in enumerate(texts):
            yield (*at, key, index), text, None
    for item in dossier.placed:
        yield (*item.path, "导语"), item.content.introduction, None
        for key, measures in (("正文", item.content.text), ("措施", item.content.measures)):
            for index, measure in enumerate(measures):
                path = (*item.path, key, index)
                yield (*path, "内容"), measure.text, _named(dossier, item, measure)
                for below, clause in enumerate(measure.clauses):
                    named = _named(dossier, item, clause) | _named(dossier, item, measure)
                    yield (*path, "分句", below, "内容"), clause.text, named


def _named(dossier: Dossier, item: PlacedItem, clause: Clause) -> set[str]:
    leads = {unit.name for unit in dossier.leads(item) + dossier.cooperating(item)}
    return leads | {unit.name for unit in dossier.members(clause.responsible)}
