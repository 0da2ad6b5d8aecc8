"""不承担: whether a cell says that another unit carries a task out, and what it gives as the reason."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from generators.characters import without_whitespace
from generators.wording import DECLINED

_OWN = r"(?:我|本)(?:厅|局|委|办|市|县|区|院|部门|单位|机关|公司|集团|行|中心)"
_WHICH = r"(?:此|该|本|这|上述|以上|相关|有关|对应|相应|其)"
_TASK = r"(?:工作|任务|措施|职责|职能|内容|事项|业务|权限|要求|方面|一?[项条类])"
_IT = rf"{_WHICH}?(?:一|几)?{_TASK}*"
_ADVERB = r"(?:目前|现|并|暂|均|也|已|都|又)*"
_OTHER = (
    r"(?:(?:省|国家|中央|辽宁|全省|各|市级|县级|其他|其它|另一|另外|兄弟|有关|相关|对口|上级|牵头)"
    r"[一-龥、“”]{0,24}?(?:厅|局|委|办|部|署|院|会|行|府|关|公司|集团|中心|部门|单位|机关|市|总队|同志))"
)
_CARRIES = (
    r"(?:单独|具体|主要|统一|另行|分别|共同|统筹|负责|牵头|组织|承担|承办|落实|实施|办理|推进|推动|完成"
    r"|填报|填写|报送|反馈|汇总|管理|主管|执行)"
)
_ONES = rf"(?:{_OWN}|{_IT})"
# Patterns as texts: compiled by `re` where a return is first read; that takes longer than importing the module.
_DECLINES = "|".join(
    (
        rf"{_ADVERB}{_ONES}*{_ADVERB}(?:不|未|没有|并不|无)(?:再)?(?:承担|涉及|负责|牵头)"
        rf"(?:{_OWN}|{_WHICH}(?:一)?{_TASK}*|(?:具体|任何)?(?:的)?{_TASK}*)(?:的)?(?:具体)?{_TASK}*",
        rf"{_ONES}*(?:与|和){_OWN}(?:职能|职责|工作|业务)?无关",
        rf"{_ONES}*{_ADVERB}(?:不属于?|不是|非|不在|不归|不归口|未列入|超出)(?:于)?{_OWN}的?"
        rf"(?:工作|部门|单位)?(?:的)?(?:{_TASK}|管理|牵头|承担|负责|主管)*(?:范围|范畴)?(?:内|之内|以内)?",
        rf"{_OWN}{_ADVERB}(?:不是|非|不属于?)(?:{_WHICH}?{_TASK}*的?)?(?:牵头|责任|承办|主管|主办|承担|实施)(?:单位|部门)",
        rf"{_ADVERB}(?:{_OWN})?{_ADVERB}(?:没有|无|不具备|不具有|不承担|未承担){_WHICH}(?:一)?{_TASK}+",
        rf"{_OWN}{_ADVERB}(?:没有|无)(?:具体|直接|承担)?(?:的)?(?:任务|职责|职能|责任)",
        rf"{_IT}(?:不|并不|并非|非)由{_OWN}{_CARRIES}+{_IT}",
        r"不适用|无关",
    )
)
_BY_ANOTHER = (
    rf"(?:{_IT}|{_OWN})?(?:(?:按照?|根据|依据|依照|经)[^由]{{0,20}}?)?(?:应|应当|现|现已|已|均|拟)*由?"
    rf"(?P<who>{_OTHER}|(?:(?!由)[一-龥]){{2,16}}?)(?:等)?(?:应当?)?(?:{_CARRIES})+(?:的)?(?:{_IT})?"
)
_BELONGS = (
    rf"(?:{_IT}|{_OWN})?(?:已|现)*(?:属于?|系|为|归|划归|划转|划入|移交|转交|转隶|并入|改由)(?:由|给|到|至|入)?(?P<who>{_OTHER})"
    rf"(?:的)?(?:{_TASK}|{_CARRIES}|管理|范围|范畴)*"
)
_GROUNDS = re.compile(
    r"(?:经.{0,12}(?:研究|核实|核查|核对|沟通|协商|衔接|确认|商定)|(?:按照?|根据|依据|依照).{1,24}|因.{0,12}(?:分工|调整|划转|改革)|目前|现)"
)
_FIRST = rf"{_ONES}*(?:不承担|不涉及|不适用){_IT}(?=[,。;:(\s]|$)"
_CONTRAST = re.compile("但|不过|然而|只是|仅|同时|另外|此外|部分|配合")
_ENDS = re.compile(r"[\n。;:!,()]")
_MARKS = " \t\"'“”‘’[]【】*·●■□☑√.-—"


def declines(text: str, names: Collection[str] = (), known: Collection[str] = ()) -> bool:
    """Whether a cell says no more than that the unit has no part in what is asked, with or without a reason.

    不承担（由省审计厅承担）, 我厅不涉及此项工作, 按分工由省审计厅负责. `names` are those of the unit that wrote it:
    what it carries out itself it does not decline; `known` are those of other units.
    """
    plain = _normal(text)
    if re.match(_FIRST, plain) and not _CONTRAST.search(plain):
        return True
    clauses = _clauses(plain)
    declined = [_declines(clause, names, known) for clause in clauses]
    return any(declined) and all(
        done or _GROUNDS.fullmatch(clause) for done, clause in zip(declined, clauses, strict=True)
    )


def _declines(clause: str, names: Collection[str], known: Collection[str]) -> bool:
    if re.fullmatch(_DECLINES, clause):
        return True
    found = re.fullmatch(_BY_ANOTHER, clause) or re.fullmatch(_BELONGS, clause)
    if not found or (who := found["who"]) in names or re.match(_OWN, who):
        return False
    return who in known or re.fullmatch(_OTHER, who) is not None


def reason(text: str) -> str:
    """What a cell that declines gives as the reason: 由省审计厅承担; empty where it says no more than 不承担."""
    clauses = _clauses(_normal(text))
    if len(clauses) == 1 and re.fullmatch(_DECLINES, clauses[0]):
        return ""
    plain = text.strip().removeprefix(DECLINED).strip(" 　。．.，,；;：:、\n")
    if plain.startswith(("（", "(")) and plain.endswith(("）", ")")):
        plain = plain[1:-1].strip()
    return plain.rstrip("。")


def _clauses(plain: str) -> list[str]:
    return [clause for piece in _ENDS.split(plain) if (clause := without_whitespace(piece).strip(_MARKS))]


def _normal(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip(_MARKS + "\n")
