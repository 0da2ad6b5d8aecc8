"""A draft as the text of notice.yaml: leads in the notice's own forms, and remarks where a person should look."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from generators.dossier.lead_words import is_bracket, lead_words
from generators.dossier.nodes import Lead
from generators.dossier.tree_leads import units_named
from generators.dossier.units import UnitList
from generators.dossier.values import EVERYBODY
from generators.importer.deadlines import FoundDeadline
from generators.importer.draft import Draft, deadline_entry
from generators.importer.leads import FoundLead, leads_in
from generators.importer.yaml_text import Remarked, plain, yaml_text
from generators.wording import LeadMode

HEAD = (
    "yaml-language-server: $schema=../notice.schema.json",
    "由 {file} 导入。每一个字都在；带“请核对”的地方看一看，看过把这句话删去。",
    "改这里，再运行 duban build，受影响的文书就会更新。",
)
OF_LEADS, OF_DEADLINES = "牵头单位认得对不对", "是不是时限，年份对不对"  # remarks on facts that are unsure
_BLANK_BEFORE = ("牵头句式", "单位组", "时限", "附件", "印发件", "部分")
# The keys of a node in the order in which they are written; others stand before them as they come.
_ORDER = (
    *("内容", "分句", "序数", "编号", "原编号", "接排", "性质", "责任", "时限"),
    *("导语", "正文", "措施", "部分", "事项", "结语", "牵头", "附件"),
)
_Forms = dict[LeadMode, str]


def notice_yaml(draft: Draft, units: UnitList, file: str, given: Mapping[str, str] | None = None) -> str:
    """The text of notice.yaml. `units` are those of departments.yaml with the ones that the notice brings, `given` the
    forms in which its leads are printed, left out where that is to be found out.
    """
    found = [lead for lead in leads_in(draft.data) if lead.form]
    forms = _forms(found) if given is None else {LeadMode(mode): form for mode, form in given.items()}
    data = dict(draft.data)
    data["单位组"] = groups(draft, units)
    if forms:
        data = _with_forms(data, {str(mode): form for mode, form in forms.items()})
    written = {key: _finished(value, forms) for key, value in data.items()}
    written = {key: value for key, value in written.items() if value or key not in ("单位组", "时限", "附件")}
    return yaml_text(_remarked(written), [line.format(file=file) for line in HEAD], _BLANK_BEFORE)


def rewritten(data: Mapping[str, Any], head: Sequence[str]) -> str:
    """Plain data of a notice as the text of notice.yaml."""
    ordered = {key: _finished(value, {}) for key, value in data.items()}
    return yaml_text({key: "" if value is None else value for key, value in ordered.items()}, head, _BLANK_BEFORE)


def _with_forms(data: dict[str, Any], forms: dict[str, str]) -> dict[str, Any]:
    """The data with 牵头句式 in its place before 单位组 and 时限."""
    keys = list(data.items())
    at = next(
        index for index, (key, _) in enumerate(keys) if key in ("单位组", "时限", "附件", "印发件", "部分", "结语")
    )
    return dict([*keys[:at], ("牵头句式", forms), *keys[at:]])


def groups(draft: Draft, units: UnitList) -> list[Any]:
    """The words of the text for several units that the workspace cannot resolve, as 单位组 of the notice."""
    found: list[Any] = []
    for name in _shortest_first(draft.people.groups):
        members = units.of_group(name)
        if members and not draft.people.foreign:
            continue
        if name in EVERYBODY or (name in units.names and name not in units.groups):
            continue
        category = draft.people.category(local=False)
        is_general = re.fullmatch("各(有关|省直|相关)?部门|(省直|省政府|市直)各部门", name)
        if is_general and units.of_group(category) and not draft.people.foreign:
            found.append({"名称": name, "成员": [category]})
        elif base := _same_group(name, [one["名称"] for one in map(plain, found)]):
            found.append({"名称": name, "成员": [base]})
        else:
            remark = f"“{name}”是哪些单位，补进“成员”，如 [甲县, 乙区]；单位名录里没有的先加进名录"
            found.append(Remarked({"名称": name, "成员": []}, remark))
    return found


def _shortest_first(names: Iterable[str]) -> list[str]:
    """Names of groups, of those for the same group the shortest first: the others stand for it."""
    names = list(names)
    places = {bare: at for at, bare in reversed(list(enumerate(map(_bare, names))))}
    return sorted(names, key=lambda name: (places[_bare(name)], len(name)))


def _bare(word: str) -> str:
    return re.sub("^各|(?:(?:人民)?政府|(?<=街道)办事处)(?=、|$)", "", word)


def _same_group(name: str, others: Sequence[str]) -> str:
    """Another word for the same group (试点城市, 各试点城市政府), empty where there is none."""
    return next((other for other in others if _bare(other) == _bare(name)), "")


# -- forms ----------------------------------------------------------------------------------------------------------


def _forms(leads: Sequence[FoundLead]) -> _Forms:
    """For each 方式 the form that prints most of its leads, where it prints more of them than the usual form."""
    forms: _Forms = {}
    for mode in LeadMode:
        of_mode = [lead for lead in leads if lead.mode is mode and lead.departments]
        usual = sum(_prints(lead, {}) for lead in of_mode)
        candidates = Counter(lead.form for lead in of_mode if "【部门】" in lead.form)
        scores = {form: sum(_prints(lead, {mode: form}) for lead in of_mode) for form in candidates}
        best = max(scores, key=lambda form: (scores[form], len(form)), default="")
        if best and scores[best] > max(usual, 1):
            forms[mode] = best
    return forms


def _prints(lead: FoundLead, forms: _Forms) -> bool:
    return lead_words(_lead(lead, None), forms, list) == lead.words


def _lead(lead: FoundLead, printed: str | None) -> Lead:
    return Lead.model_construct(
        departments=lead.departments,
        mode=lead.mode,
        cooperating=lead.cooperating,
        guiding=lead.guiding,
        printed=printed,
    )


def _lead_entry(lead: FoundLead, forms: _Forms) -> Any:
    """A lead as it stands under 牵头, with 表述 where the notice's form does not print it."""
    entry: dict[str, Any] = {"部门": lead.departments} if lead.departments else {}
    if lead.departments:
        entry["方式"] = str(lead.mode)
    entry |= {key: names for key, names in (("配合", lead.cooperating), ("指导", lead.guiding)) if names}
    if not lead.form:
        entry["表述"] = ""
    elif not _prints(lead, forms):
        form = lead.form if lead_words(_lead(lead, lead.form), forms, list) == lead.words else lead.words
        entry["表述"] = form
    return entry if lead.sure else Remarked(entry, OF_LEADS)


def contradicts(lead: FoundLead, units: UnitList) -> bool:
    """Whether the words of a lead name a unit that it does not list, which `check` would refuse."""
    if not lead.form or not is_bracket(lead.words):
        return False
    meant = {units[name].name for name in lead.names if name in units}
    members = {unit.name for name in lead.names for unit in units.of_group(name)}
    return bool(set(units_named(lead.words, units)) - meant - members)


def _finished(value: Any, forms: _Forms) -> Any:
    if isinstance(value, FoundLead):
        return _lead_entry(value, forms)
    if isinstance(value, FoundDeadline):
        entry = deadline_entry(value)
        return entry if value.sure else Remarked(entry, OF_DEADLINES)
    if isinstance(value, Remarked):
        return Remarked(_finished(value.value, forms), value.remark)
    if isinstance(value, Mapping):
        keys = sorted(value, key=lambda key: _ORDER.index(key) if key in _ORDER else -1)
        return {key: _finished(value[key], forms) for key in keys}
    if isinstance(value, str) or value is None:
        return value or ""
    return [_finished(one, forms) for one in value]


def _remarked(data: dict[str, Any]) -> dict[str, Any]:
    for key, remark in (("发文机关", "原文没有署名，要印通知就补上"), ("成文日期", "原文没有日期，要印通知就补上")):
        if not data.get(key):
            data[key] = Remarked("", remark)
    return data
