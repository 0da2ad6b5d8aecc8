"""Who is meant by words of a notice: units by their names, groups by the words for them, the issuer itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from generators.dossier.units import ALL_CITIES, UnitList
from generators.dossier.values import EVERYBODY
from generators.importer.names import is_acting_group, is_general, is_group, is_unit, split_names
from generators.wording import ISSUER, LEAD_DEPARTMENTS

# 类别 of departments and of local governments by the level of the issuer.
LEVELS = {
    "国": ("国务院部门", "省级政府"),
    "省": ("省直部门", "市"),
    "市": ("市直部门", "区县"),
    "县": ("县直部门", "乡镇"),
    "": ("部门", "地方政府"),
}
_VERB = re.compile(
    "要|应|须|必须|于|在(?!地)|将|负责(?!同志|人)|按|结合|会同|牵头(?!部门|单位)|对|根据|参照|建立|制定|及时|切实|每|可|继续|认真|加强|做好|组织|抓紧|进一步|全面|共同|"
    "依据|指导|督促|确定|指定|提供|编制|提出|梳理|汇总|同步|统一|逐步|定期|建成|完成|实现|印发|形成|出台|报送|公布|是(?!否)|不得|开展|落实|报送|明确|分别|年底|[\\d〓]|今年"
)
_BEFORE_NAME = re.compile(
    r"^(?:（?[一二三四五六七八九十]{1,3}[、）]|\d{1,2}[.、]|同时|其中|要求|并|请|(?:统一)?由|所有|全部|凡|以及|另外|此外|对|为|特别是|原则上|汛期|[^，。；各]{2,6}期间|\d{4}年(?:\d{1,2}月)?(?:底)?(?:前|内)?[，]?|〓+|，|、)+"
)
_FORMAL = re.compile(
    "(?:省|市|县|区|州|国家|国务院|中央|自治区)[一-龥]{1,16}(?:厅|局|委|办|部|院|办公室|委员会|督查室|研究室|中心)"
)
_OFFICE = re.compile("[^各的]{2,14}(?:[处科股室部办系馆站所队院委]|中心)")  # of a body to whose offices a text speaks
# A place by its name, as places stand in a row: 甲市、乙市.
_PLACE = re.compile("(?![全我本各该])[一-龥]{1,4}(?:市|县|州|盟|旗|(?<![范城园社灾矿景库校小])区)")
_FULL_NAME = 5  # characters that a name has which no list of units states
# The short names of national organs, as notices of the State Council write them: 教育部, 发展改革委, 税务总局.
_OF_THE_STATE = re.compile(
    "(?!.*(?:地方|基层|上级|下级|内|本|项目|各|所属|党委|村委|居委))[一-龥]{2,9}(?:部|委|总局|署)|[一-龥]{2,9}(?<!当)局|[一-龥]{2}监会|人民银行"
)
_LEADERS = re.compile(r".{0,14}牵头(?:责任|负责|（责任）)?(?:部门|单位|处室|科室)$")
_RESPONSIBLE = re.compile("各(?:项任务|有关|相关|主要|其他)?(?:责任|承办|承担)(?:单位|部门)|各相关单位")
_ALL_DEPARTMENTS = re.compile(
    r"(?:省|市|区|县)?(?:政府)?(?:及其|各|直各|级各|直属各)(?:有关)?部门|各部门|各省直(?:部门|单位)"
)
_ALL_LOCAL = re.compile(
    r"(?:各?(?:地级|设区的?)?市|各?县级?|各?市、县级?|各级|各?市县|各地(?:区)?)(?:人民)?政府(?:及其部门)?|各市"
)


@dataclass
class People:
    """The units and groups that a workspace knows, and those that a text brings with it.

    `level` is that of the issuer (国, 省, 市, 县), `issuers` are the names by which a text speaks of the issuer itself.
    `is_inner`: the text speaks to the offices of one body (各处室, 各学院), whose short names are units.
    """

    units: UnitList
    issuers: frozenset[str] = frozenset()
    level: str = ""
    foreign: bool = False
    is_inner: bool = False
    met: dict[str, bool] = field(default_factory=dict)
    groups: dict[str, None] = field(default_factory=dict)
    _known: frozenset[str] = frozenset()
    _known_of: tuple[int, int] = (0, -1)  # of which units, and of how many met, these are the names

    @property
    def known(self) -> frozenset[str]:
        """All names of units."""
        if self._known_of != (id(self.units), len(self.met)):
            self._known = frozenset({*self.units.names, *self.met})
            self._known_of = id(self.units), len(self.met)
        return self._known

    def meet(self, names: Iterable[str], *, sure: bool = True) -> list[str]:
        """Take names into account; returns them as content may write them: units that are known by their own name."""
        found: list[str] = []
        for name in names:
            written = self._written(name)
            if written in self.units.groups and not self.foreign and self.units.of_group(written):
                pass
            elif is_group(written) and written not in self.known:
                self.groups.setdefault(written)
            elif written not in self.units:
                self.met[written] = self.met.get(written, True) and sure
            found.append(written)
        return list(dict.fromkeys(found))

    def _written(self, name: str) -> str:
        if name in self.known or is_group(name):
            return name
        ends = [one for one in self.known if name.endswith(one) and re.fullmatch("[一-龥]{2,5}", name[: -len(one)])]
        ends = [one for one in ends if one[0] in "省市区县州" and name[: -len(one)][-1] not in "省市区县州"]
        return max(ends, key=len) if ends else name

    def category(self, *, local: bool) -> str:
        """The 类别 of departments or of local governments at the issuer's level."""
        return LEVELS[self.level][local]

    # -- who is meant -----------------------------------------------------------------------------------------------

    def meant(self, name: str) -> str:
        """The unit, group or 本机关 that words mean; empty where they mean nobody in particular."""
        if name in self.issuers or self._is_office(name):
            return ISSUER
        if _LEADERS.fullmatch(name):
            return LEAD_DEPARTMENTS
        if name in EVERYBODY:
            return name
        if _RESPONSIBLE.fullmatch(name):
            return EVERYBODY[1]
        plain = re.sub("(?:人民)?政府$", "", name)
        for one in (name, plain):
            if one in self.known and one not in self.issuers:
                return one
        departments = self.category(local=False)
        if _ALL_DEPARTMENTS.fullmatch(name) and departments in self.units.groups and not self.foreign:
            return departments
        if self.level == "省" and _ALL_LOCAL.fullmatch(name):
            return ALL_CITIES
        if is_acting_group(name) and len(name) <= 30:
            return name
        form = _OFFICE if self.is_inner else _FORMAL
        return name if form.fullmatch(name) and is_unit(name) else ""

    def _is_office(self, name: str) -> bool:
        """Whether words name an office of the issuer by the last character of its own name: 局督导室."""
        return name[:1] in self._last_letters and re.fullmatch(".(?:机关)?[一-龥]{2,8}[科股室处]", name) is not None

    @cached_property
    def _last_letters(self) -> set[str]:
        return {issuer[-1] for issuer in self.issuers if re.search("[厅局委办院]$", issuer)}

    def subjects(self, clause: str) -> list[str]:
        """Those whom a clause begins by naming as the ones who act; empty where it names none."""
        return self.acting(clause)[0]

    def acting(self, clause: str) -> tuple[list[str], int]:
        """The same, and how many characters of the clause it takes to name them."""
        words = _BEFORE_NAME.sub("", clause)
        if leaders := re.match(
            "各?(?:项)?[^，。；：各]{0,10}(?<![为是作])牵头(?:责任)?(?:部门|单位|处室|科室)(?!和|及|、|与)", words
        ):
            return [LEAD_DEPARTMENTS], len(clause) - len(words) + leaders.end()
        for verb in _VERB.finditer(words[:90]):
            if not verb.start():
                continue
            parts = _with_each([part.text for part in split_names(words[: verb.start()])])
            if parts and all(map(self._may_act, parts)):
                # One to whom 请 is said, or whose name a date follows behind 于, is asked as by 要.
                is_asked = clause.startswith("请") or set(words[verb.start() :]) == {"于"}
                word = "要" if is_asked else verb[0]
                return self._named(parts, word), len(clause) - len(words) + verb.start()
        return [], 0

    def _named(self, parts: Sequence[str], verb: str) -> list[str]:
        """Whom the parts of a subject mean, before its verb."""
        beside = any(map(self.meant, parts))
        is_asked = self.level == "国" and verb in ("要", "应", "须", "必须", "负责")
        names: list[str] = []
        if len(parts) > 1 and all(map(_PLACE.fullmatch, parts)):
            return [self.meant(part) or part for part in parts]
        for part in parts:
            is_known = (beside and len(part) >= _FULL_NAME) or (is_asked and _OF_THE_STATE.fullmatch(part))
            names.append(self.meant(part) or (part if is_known else ""))
        return list(dict.fromkeys(filter(None, names)))

    def _may_act(self, name: str) -> bool:
        return bool(self.meant(name)) or (is_unit(name) and "的" not in name)

    def named_locals(self, text: str) -> list[str]:
        """Local governments that a text enumerates by their short names: 鞍山、抚顺、本溪、锦州等四个城市."""
        locals_ = [unit for unit in self.units if unit.is_city]
        found: dict[int, str] = {}
        for unit in locals_ if not self.foreign else ():
            for name in unit.names:
                at = text.find(name)
                if at >= 0 and (text[at - 1 : at] == "、" or text[at + len(name) :][:1] == "、"):
                    found.setdefault(at, unit.short_name)
        return [unit.short_name for unit in locals_ if unit.short_name in found.values()]


def _with_each(parts: Sequence[str]) -> list[str]:
    """The parts of a subject without those that name nobody; 各地区、部门、单位 share their 各."""
    found: list[str] = []
    for part in parts:
        shares = bool(found) and found[-1].startswith("各") and part in ("部门", "单位", "地区", "企业")
        if shares or not is_general(part):
            found.append(f"各{part}" if shares else part)
    return found


def clauses_of(text: str) -> Iterator[str]:
    """The clauses of a folded text, each with all that follows it in its sentence."""
    for sentence in re.split("(?<=[。；：])", text):
        parts = re.split("(?<=，)", sentence)
        for index in range(len(parts)):
            yield "".join(parts[index:])


_GOES_ON = re.compile(
    "(?:同时|此后|并|从\\d|自\\d|务|每[年半季月旬周]|另外|其中|还|要|应|须|将|对|涉及|凡|确需|确保|力争|抓紧|及时|于|在|原则上)"
)


def goes_on(clause: str) -> bool:
    """Whether a folded clause behind a semicolon names nobody anew, and goes on about those before it."""
    return _GOES_ON.match(clause) is not None


def speaks_within(addressees: str) -> bool:
    """Whether a text is addressed to the offices of one body: 各处室、各学院："""
    offices = re.search("各[^，、]{0,4}(?:处|科|股|室|部门|系|学院|中心|支部)", addressees)
    return offices is not None and not re.search("政府|[乡镇县市区州]|街道|公司", addressees)


def level_of(issuer: str) -> str:
    """The level of an issuer by its name: 国, 省, 市, 县; empty where the name does not say."""
    if re.match("国务院|中共中央|中央|国家|全国|中华", issuer) or re.search("部(?:办公厅)?$|总局|人民银行", issuer):
        return "国"
    if re.search("省|自治区", issuer):
        return "省" if not re.search("省.{1,6}[市县]", issuer) else "市"
    if re.search("[县旗区](?:人民|委|直|.{0,12}(?:局|办))", issuer) and not re.search("市.{0,3}自治区", issuer):
        return "县"
    return "市" if re.search("市|州|盟|地区", issuer) else ""


def issuer_names(issuers: Iterable[str]) -> frozenset[str]:
    """The names by which a text speaks of its issuer: 辽宁省人民政府办公厅, 省人民政府办公厅, 省政府办公厅."""
    names: set[str] = set()
    for issuer in issuers:
        short = issuer.replace("人民政府", "政府")
        names |= {issuer, short, *({"国办"} if issuer == "国务院办公厅" else ())}
        if found := re.match(r".{1,8}?(省|市|县|区|州|自治区|旗|盟)(?=.)", issuer):
            names |= {found[1] + issuer[found.end() :], found[1] + short[short.index(found[1]) + len(found[1]) :]}
    return frozenset({*names, *("本机关", "我办", "我厅", "我委", "我局", "我部")})
