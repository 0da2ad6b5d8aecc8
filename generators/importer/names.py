"""Names of units in running words: lists taken apart, set phrases kept whole, shared prefixes written out."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import NamedTuple

# Words that name several units together; the enumeration comma inside of them parts nothing.
_PHRASES = (
    r"各?直辖市、计划单列市(?:、副省级城市)?(?:[、和及]省会城市)?",
    r"各?省(?:（[^（）]*）)?(?:、自治区(?:、直辖市)?|、直辖市)+(?:（[^（）]*）)?(?:人民政府)?(?:、新疆生产建设兵团)?",
    r"各?(?:设区)?市(?:（[州地盟、]+）)?、(?:县|区)(?:（[市区县旗、]+）)?(?:、[区县市旗])?级?(?:人民)?政府",
    r"各(?:设区)?市(?:（[州地盟、]+）)?、(?:县|区)(?:（[市区县旗、]+）)?(?:、[区县市旗])?(?![一-龥])",
    r"各(?:有关|相关)?区、县级市(?:人民)?(?:政府)?|各部门、各直属机构|各部委、各直属机构|各厅委、各直属机构|各[县区市旗]、[县区市旗](?:人民政府)?|各委、办、局|各科、室|各街道、乡镇",
    r"各(?:市州|市（州）|州市|设区市|地市|市)、(?:县市区|县（市、区）|县区)(?:人民政府|政府)?",
    r"各市委(?:和|、)市(?:人民)?政府",
    r"各市(?:、[州地])+、(?:直管市、)?(?:神农架林区、)?县(?:（[^（）]*）)?(?:人民)?政府|各州、市(?:人民政府)?|各市、县、自治县(?:人民)?政府",
    r"各盟行政公署、(?:各)?市人民政府|各县（市）、区(?:人民)?政府|各[县区市（）、]{1,9}(?:人民)?政府、管委会",
    r"(?:[省市县区](?:直|级|政府)?)?各(?:部、)?委、办、(?:厅、)?局|各委办、局",
    r"各[县市区州旗盟（）、]{1,12}(?:党委|委)(?:和|、)(?:人民)?政府|各镇、街(?:道)?",
    r"各(?:乡镇|镇乡|镇|乡|乡（镇）|镇（乡）)(?:人民政府|政府)?、(?:街道办事处|街道办|街道)|各乡、镇",
)
_PHRASE = re.compile("|".join(_PHRASES))
_SUFFIXES = (
    "厅|局|委|办|部|院|会|室|府|处|署|行|社|中心|公司|集团|队(?!伍)|专班|学校|大学|学院|管委会|委员会|协会|联社|台|站|所|馆|院校|园区|"
    "联合会|总工会|妇联|残联|科协|侨联|工商联|文联|社科联|团委|法院|检察院|海关|机构|开发区|新区|街道|组|团省委|团市委|团县委|企业|"
    "省委|市委|县委|区委|军区|兵团|联席会议|指挥部|电力|电网|铁塔|移动|联通|电信|邮政|高校|医院|基地|保护区|联盟|报社|政协|人大|监委|纪委|股|(?<![本专学内外儿妇理工文百])科"
)
_PLACE = "(?:省|市|县|区|州|盟|旗|镇|乡|地区)"
_STRONG = re.compile(rf"[一-龥A-Za-z0-9“”（）·—\-〔〕]{{1,28}}(?:{_SUFFIXES})(?:（[^（）]{{2,25}}）)?")
_LOCAL = re.compile(rf"[一-龥]{{1,12}}{_PLACE}(?:人民政府|政府|党委)?")
_GENERAL = re.compile(
    "有关|相关|其他|其它|所属|涉及|主管部门$|^(?:县级|地级|设区|省辖|直辖)市$|^(?:部门|单位|地区|政府|机构|企业|学校|公司|地方|社会|个人|机关|上级|属地|本级|"
    "院校|高校|医院|园区|场所|基地|街道|中心|协会|集团|银行|社区|工厂|车站|场站|学院|大学|宾馆|商场|门店|窗口|大厅)$"
)
_NO_NAME = re.compile(
    "^(?:在|将(?!乐|军)|把|由|按)|(?<![主重需首])要[与对把在将以按]|长期坚持|履行|持续推进|常年|专人|以下|简称|如下|谁|同志|人员|责任人|个人|群众|第三方|要求|应当|必须|按照|根据|通过|对于|以上|做好|加强|推进|不得|工作$|制度|"
    "落实$|情况|方案|问题|完成|建成|建立|开展|进行|实行|主要领导|分管|一把手|法人|^主要|^全面|^严格|年|月|日|时间|时限|责任$|管理$|内容|原则|附件"
)
_PREFIX = re.compile("省委|市委|县委|区委|州委|省|市(?!场|政园林|容)|县(?!域)|区(?!域|块)|州|自治区|自治州")
_SHARES = re.compile(
    r"[一-龥]{1,14}(?:厅|局|委|办|处|部|中心|办公室|委员会)|(?:供销(?:合作)?社|法院|检察院|总工会|妇联|残联|科协|工商联|贸促会)"
)
_OWN_PLACE = re.compile(
    r"^[一-龥]{2,3}(?:生态环境|出入境检验检疫|税务|公路|供电|海事|气象|烟草专卖|邮政管理|自然资源)局$|"
    r"^(?:园区|[高经]开区|高新区|开发区|新区|国家|国务院|中国|中央|人民银行|国网|团|各|全|本|人行|税务总局|.{2,6}(?:省|市|县|区|州)|.*(?:海关|大学|学院|公司|集团|银行|证监局|银保监局|"
    r"金融监管局|[分支]局|调查总队|军区|专员办|管委会|政府))"
)


_GROUP_ENDS = "|".join(
    (
        "部门|单位|地区|地|政府|[市县区州盟旗]|厅局|厅委|委办局|机构|街道|乡镇|乡|镇",
        "管委会|处室|科室|组|学校|高校|院校|公司|银行|园区|企业|城市|）|委|局|厅|办|院|会|中心",
        "系(?!统)|村|社区|所|站|队|股|科|室|部|处|园|校|馆|班|片区|支部|党组织|医院|厂|矿",
    )
)


_TAIL = re.compile(
    r"(?:等(?:(?:[省市县区州旗盟](?:直|级)?|中央|国务院)?各?(?:有关|相关|其他|主管)?(?:[省市县区]直|中央)?"
    r"(?:部门|单位|成员单位|地区|地方|部委|企业)?(?:（单位）)?)?|[。\s])$"
)


_MARKS = re.compile("[、，；,（）]|以及|会同|和|与|及(?!其)")
_GO_WITH_AND = ("信息化", "改革", "规划", "社会保障", "旅游", "计划生育", "城乡")


class Name(NamedTuple):
    """A name in running words: itself, and where it stands."""

    text: str
    start: int
    end: int


_ROUND = str.maketrans("〔〕《》[]<>", "（）（）（）（）")
# Offices whose names say what they are for, in whatever words: 市行政审批制度改革工作领导小组办公室.
_FOR_WORK = re.compile("(?:领导小组|联席会议|指挥部|工作专班)(?:办公室)?$")
_ASIDE = re.compile(
    "(?<=.{2})(?:特别是|尤其是)[^、，]*$|（(?:分别?办理?|含|包括|以下|不含|简称|统称|见|详见)[^（）]*）$|（[^（）]*下同）$"
)


def split_names(words: str) -> list[Name]:
    """The parts of an enumeration, whatever they are, with their places. `words` are folded."""
    return list(_split(words))


@lru_cache(maxsize=2048)  # whom a clause names is asked for each of its duties and dates
def _split(words: str) -> tuple[Name, ...]:
    bare = words.translate(_ROUND)
    masked = _PHRASE.sub(lambda found: "〓" * len(found[0]), bare)
    parts, start, depth = [], 0, 0
    for mark in _MARKS.finditer(masked):
        depth += (mark[0] == "（") - (mark[0] == "）")
        if depth <= 0 and _parts(masked, mark):
            parts.append((start, mark.start()))
            start = mark.end()
    parts.append((start, len(words)))
    return tuple(name for begin, end in parts if (name := _trimmed(words, bare, begin, end)).text)


def _parts(words: str, mark: re.Match[str]) -> bool:
    """Whether a mark or word parts two names: a comma does, 和 only behind a name, and not within 工业和信息化."""
    if mark[0] in "、，；,":
        return True
    rest = words[mark.end() :]
    if mark[0] in "（）" or not rest or not _ends_a_name(words[: mark.start()]):
        return False
    return mark[0] != "和" or not rest.startswith(_GO_WITH_AND)


def _ends_a_name(words: str) -> bool:
    last = re.split("[、，；]", re.sub("（[^（）]*）$", "", words))[-1]
    return bool(
        last.endswith("〓")
        or _STRONG.fullmatch(last)
        or re.search(r"[市县区省州旗乡镇村]$|政府$|地区$|部门$|单位$|街道$", last)
    )


def _trimmed(words: str, bare: str, start: int, end: int) -> Name:
    """A part without the words around a name: 由, 请, 等有关部门. `bare`: the words with round brackets alone."""
    lead = re.match(
        r"(?:由|请|会同|联合|以及|及|和|与|并由|主要由|所?涉及的|特别是|尤其是|\s)+(?=.{2})", words[start:end]
    )
    start += lead.end() if lead else 0
    for form in (_TAIL, _ASIDE):
        tail = form.search(bare[start:end])
        if tail and tail.start() > 0:
            end = start + tail.start()
    return Name(words[start:end], start, end)


def is_group(name: str) -> bool:
    """Whether words name several units together: 各市, 各有关部门, 市、县级政府, 县直各单位."""
    return bool(
        re.search("各.|.{2}成员单位$", name)
        or _PHRASE.fullmatch(name)
        or re.fullmatch("(?:试点|示范)(?:地区|城市|单位|县|市)(?:(?:人民)?政府)?", name)
    )


def is_acting_group(name: str) -> bool:
    """Whether a group can be one that acts, and not things or a manner: 各地, but not 各地区政务服务平台."""
    is_whole = is_group(name) and re.search(f"(?:{_GROUP_ENDS})$", name)
    return bool(is_whole) and not re.search(
        "^(?:将|负责|督|指导|组织|协调)|做好|加强|推进|推动|开展|建立|健全|完善|引导|鼓励|确保|促进|[以为从把被让使了的在于\\d]|各(?:类|项|级各类|种|方|个|阶段|环节)",
        name,
    )


def is_general(name: str) -> bool:
    """Whether words name nobody in particular: 有关部门."""
    return "各" not in name and bool(_GENERAL.search(name))


def is_unit(name: str) -> bool:
    """Whether words look like the name of one unit by how they end."""
    if not 2 <= len(name) <= 30 or is_general(name) or (_NO_NAME.search(name) and not _FOR_WORK.search(name)):
        return False
    return bool(_STRONG.fullmatch(name) or _LOCAL.fullmatch(name))


def may_be_name(name: str) -> bool:
    """Whether words can be a name where a label or a 牵头 states that names stand there."""
    return (
        2 <= len(name) <= 40
        and not (_NO_NAME.search(name) and not _FOR_WORK.search(name))
        and not is_general(name)
        and re.search("[一-龥A-Za-z]", name) is not None
        and not re.search("[：。；]|^(?:暂无|不涉及)$", name)
    )


def with_prefixes(names: Sequence[str], known: Collection[str] = ()) -> list[str]:
    """Names with the place that they share with the name before them: 省工信厅、财政厅 are 省工信厅 and 省财政厅."""
    found: list[str] = []
    prefix = ""
    for name in names:
        prefixed = _PREFIX.match(name)
        if prefixed and not is_group(name):
            prefix = prefixed[0]
            found.append(name)
        elif prefix and name not in known and _SHARES.fullmatch(name) and not _OWN_PLACE.match(name):
            short = (
                prefix[0] if prefix.endswith("委") and not re.search("部$|政法委|巡视|巡察|老干部", name) else prefix
            )
            found.append(short + name)
        else:
            found.append(name)
    return found


_OUTSIDE = r"(?![^（(]*[）)])"
_OWN_BEGINNING = re.compile("[省市县区镇乡州旗盟各]|国|中央|全")


def joined(cell: str) -> str:
    """The names in a cell in a row: line breaks and other marks become the enumeration comma, blanks too.

    A line break within a name, made to fit the cell, is none: 县人力资源和社会 保障局.
    """
    parts: list[str] = []
    for part in re.split(rf"[\n\r;；,，/、]+{_OUTSIDE}", cell.strip()):
        if parts and _goes_on(parts[-1].strip(), part.strip()):
            parts[-1] += part.strip()
        else:
            parts.append(part)
    return "、".join(word for part in parts for word in _words(part) if word)


def _goes_on(name: str, rest: str) -> bool:
    """Whether words are no name before a line break, and one together with what follows it."""
    is_whole = (is_unit(name) and not name.endswith("社会")) or is_group(name) or name.endswith(("）", ")"))
    return len(name) > 3 and not is_whole and not _OWN_BEGINNING.match(rest) and is_unit(name + rest)


def _words(part: str) -> list[str]:
    """The names that blanks part; a blank within a name parts nothing."""
    words = re.split(r"[ \t　]+", part.strip())
    return words if all(is_unit(word) or is_group(word) for word in words) else ["".join(words)]
