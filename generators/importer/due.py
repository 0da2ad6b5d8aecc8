"""Dates in running words by which something is due; dates that are none are left: past ones, goals, titles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from generators.dates import PartialDate
from generators.importer.lines import folded

_QUARTERS = {"一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12}
_NUMERAL = {word: number for number, word in enumerate("一二三四五六七八九十", 1)} | {"十一": 11, "十二": 12}
_YEAR = r"(?:(?P<year>(?:19|20)\d{2})年|(?P<thismonth>本月)|(?P<this>今年|本年|当年|本年度)|(?P<next>明年|次年|翌年))"
_PART = (
    r"(?:(?P<month>\d{1,2}|十[一二]?|[一二三四五六七八九])月(?:份)?(?:(?P<day>\d{1,2})[日号]|(?P<third>[上中下])旬|(?P<monthend>底|末|月底|月末))?"
    r"|(?P<half>[上下])半年|第?(?P<quarter>[一二三四1-4])季度(?:末|底)?|(?P<yearend>(?:年|(?<=年)|(?<=年度))[底末]|年终(?=前|之前|以前))|(?P<inyear>年内))"
)
# What part of a year is said by where no month is: due then, on a day that nothing says.
_EVENT = (
    "(?P<event>(?:采暖|供暖|取暖)[季期]|(?:主)?汛期|春节|元旦|国庆节?|中秋节?|端午节?|清明节?|五一|暑假|寒假|开学|入冬)"
)
_CLOCK = (
    r"(?:（?[本下]?(?:星期|周)[一二三四五六日天]）?|[一二三四五六七八九十]{1,2}[时点](?:半|整)?|下班|"
    r"（[^（）]{0,6}顺延）|[上下]午|中午|\d{1,2}(?:[：:时点]\d{0,2})分?(?:整|半)?)*"
)
_BEFORE = r"(?:之前|以前|前(?![期款置述三两往来后沿景列端台]|提(?![出交供请]))|之内|以内|内(?![容部外在蒙]))"
_DATE = re.compile(
    rf"(?:{_YEAR}(?:度)?(?:{_PART}|{_EVENT}(?=前|之前|以前))?|{_PART.replace('(?P<', '(?P<b')})"
    rf"(?P<clock>{_CLOCK})(?P<before>{_BEFORE})?"
)
_RANGE = re.compile(r"(?:\d{4}年\d{1,2}月?|\d{1,2}月|\d{1,2}[日号])(?:份|初|底|[上中下]旬)?(?:至|到|—|－|-|~|～|―|–)+$")
_AFTER = re.compile(
    r"(?:自|从|在)?(?:本)?(?:通知|意见|方案|文件|办法)?(?:印发|下发|发布|公布|发文|文件印发|收到本?通知)(?:之日|之)?(?:起|后)(?:的)?"
    r"(?P<count>\d{1,3}|[一二三四五六七八九十]{1,3})(?P<what>个工作日|个月|天|日|周)(?:之内|以内|内|前)?"
)
_WEEK = "一二三四五六日天"
_WEEKDAY = re.compile(rf"(?:本|这|(?P<next>下))(?:周|星期)(?P<day>[{_WEEK}]){_CLOCK}{_BEFORE}")
_CYCLE = re.compile(
    r"每(?:个)?(?:年|半年|季度|季|月|旬|周|星期|日|天|两周|双周|工作日|\d{1,2}(?:天|日|周|个月|个工作日))(?:度)?"
    r"(?:[（）末底初首第最后的一二三四五六日天个工作上中下旬月年度季\d、和及星期周]|[上下中]午|下班|\d{1,2}(?:月|日|号|[：:时点]\d{0,2}))*"
    r"(?:(?:结束|终了)后\d{1,2}(?:个工作)?日(?:之内|以内|内)|(?:（[^（）]{1,20}）)?(?P<before>之前|以前|前)|（[^（）]{2,20}）(?=，?(?:将|向|报送?|上报))|(?=(?:进行|开展|组织)?(?:将|向|报送?|上报|汇总|通报|调度|更新)|(?<=季度)完成))"
)
_STAGE = re.compile(
    r"（(?:(?P<year>(?:19|20)\d{2})年)?(?P<month>\d{1,2})月\d{1,2}[日号]?(?:至|到|—|－|-|~|～|―|–)+(?P<last>(?P<day>\d{1,2})[日号])）(?=[。；：，]|$)"
)
_NOT_AFTER = re.compile(
    r"(?:以来|来(?=，)|起(?![草步诉点])|开始|以后|之后|后|施行|实施(?!方案)|生效|召开|印发的|发布的|出台的|届|度(?!假)|国务院|党中央|～|—|至|到)"
)
# Behind 前: what has been done by then already, and what is allowed until then.
_ASKS_NOTHING = re.compile(
    "已(?!全)|[^，。；]{0,16}可(?:以|继续|免|缓|减|享|申请|暂)|(?:印发|发布|出台|建成|竣工|开工|成立|设立|到期|签订|批准)的[一-龥]|"
    "(?:到期|出生|入学|毕业|入职|参保|注册|登记|签订|购置|购买|取得[^，。；]{0,8}[证照])[^，。；]{0,8}的[一-龥]"
)
_GOAL = re.compile(r"(?:到|至|力争到|截至|截止到?|截止|自|从|始于|早于|比|较|以|持续到|有效期至|以来)$")
_WORK = re.compile(
    r"^(?:，|,)?(?:[^，。；]{0,24}?)(?:要|须|应|必须|完成|实现|建成|全面|基本|确保|形成|出台|制定|印发|启动|建立|力争|达到|推出|报送|开展|开工|竣工|投产|投用|投入|开通|上线|压减|压缩|推开|推行|推广|取消|公布|实行)"
)
# Behind a year alone: at once what is to be done, or who is to do it.
_IN_YEAR = re.compile(
    r"，(?:要|须|将|力争|确保)?(?:实现|完成|建成|确保|全面|基本|力争|出台|制定|印发|启动|形成|建立|达到|推出)"
    r"|[^，。；〓]{0,14}(?:(?<![主重需])要(?![求点素])|应|须|完成(?!的)|实现)"
)
_QUOTED = re.compile("《[^《》]*》|“[^“”]{0,60}”|〔[^〔〕]*〕")


@dataclass(frozen=True)
class FoundDue:
    """A date by which something is due: its words at `start` to `end` of a text, and the day, month or year.

    `keeps`: the words before 前 that a day in the issue's year prints. `cycle`: it recurs and has no date.
    """

    start: int
    end: int
    words: str
    due: str = ""
    cycle: bool = False
    sure: bool = True
    keeps: int = 0


def dates_due(text: str, issued: PartialDate | None, fallback_year: int | None = None) -> list[FoundDue]:
    """The dates due in a text, in its order. A date without a year takes that of `issued`, else `fallback_year`."""
    key = _QUOTED.sub(lambda found: "〓" * len(found[0]), folded(text))
    found = [*_recurring(text, key)]
    stages = _ends_of_stages(text, key, issued.year if issued else fallback_year)
    cycles, taken = [*found], [(one.start, one.end) for one in found]
    for one in [
        *_after_issue(text, key),
        *_in_a_week(text, key, issued),
        *_plain(text, key, issued, fallback_year),
        *stages,
    ]:
        if not _is_span(one, cycles, key) and not any(one.start < end and start < one.end for start, end in taken):
            found.append(one)
            taken.append((one.start, one.end))
    return sorted(found, key=lambda one: one.start)


def _is_span(one: FoundDue, cycles: list[FoundDue], key: str) -> bool:
    """Whether a date ends the span in which something recurs: 9月11日至11月15日，各乡镇每周五前报送."""
    recurs = any(one.end <= cycle.start and "。" not in key[one.end : cycle.start] for cycle in cycles)
    return recurs and _RANGE.search(key[: one.start]) is not None


def _recurring(text: str, key: str) -> Iterator[FoundDue]:
    for found in _CYCLE.finditer(key):
        yield FoundDue(found.start(), found.end(), text[found.start() : found.end()], cycle=True)


def _after_issue(text: str, key: str) -> Iterator[FoundDue]:
    for found in _AFTER.finditer(key):
        count = int(found["count"]) if found["count"].isdecimal() else _numeral(found["count"])
        unit = found["what"]
        days = count * {"个月": 30, "周": 7}.get(unit, 1)
        due = f"印发后{days}个工作日" if unit == "个工作日" else f"印发后{days}日"
        yield FoundDue(found.start(), found.end(), text[found.start() : found.end()], due, sure=unit != "个月")


def _in_a_week(text: str, key: str, issued: PartialDate | None) -> Iterator[FoundDue]:
    """Days of this week or the next, counted from that of the issue: 本周五前."""
    for found in _WEEKDAY.finditer(key):
        due = ""
        if issued and issued.day and issued.month:
            day = date(issued.year, issued.month, issued.day)
            ahead = min(_WEEK.index(found["day"]), 6) - day.weekday() + (7 if found["next"] else 0)
            due = (day + timedelta(days=ahead)).isoformat()
        yield FoundDue(found.start(), found.end(), text[found.start() : found.end()], due, sure=False)


def _ends_of_stages(text: str, key: str, year: int | None) -> Iterator[FoundDue]:
    """The last day of a stage within one month, where a bracket states nothing else: （5月6日至10日）."""
    for found in _STAGE.finditer(key):
        if year := int(found["year"]) if found["year"] else year:
            day = PartialDate.parse(f"{year}-{found['month']}-{found['day']}")
            yield FoundDue(found.start("last"), found.end("last"), text[slice(*found.span("last"))], str(day))


def _numeral(words: str) -> int:
    if words in _NUMERAL:
        return _NUMERAL[words]
    head, _, tail = words.partition("十")
    return (_NUMERAL.get(head, 1)) * 10 + _NUMERAL.get(tail, 0)


def _plain(text: str, key: str, issued: PartialDate | None, fallback: int | None) -> Iterator[FoundDue]:
    at = 0
    stated: FoundDue | None = None  # with its own year, which dates behind it in the sentence share
    while found := _DATE.search(key, at):
        at = max(found.end(), at + 1)
        is_beside = stated is not None and "。" not in key[stated.end : found.start()]
        begun = _BEGUN.search(key[: found.start()])
        shared = int(begun[1]) if begun else int(stated.due[:4]) if stated and is_beside else 0
        if one := _judged(text, key, found, issued, fallback, shared):
            yield one
            stated = one if found["year"] else stated


_OF_A_PERIOD = re.compile(
    "(?:期限|期间|有效期|时段|统计时间|时点|学年|年度|政策期|期为|期是|期：)(?:为|是|：)?[^，。；]{0,14}$"
)
_BEGUN = re.compile(r"((?:19|20)\d{2})年[\d月日号份初底上中下旬]{1,9}(?:至|到|—|－|-|~|～|―|–)+$")
_SPAN_DECIDED = re.compile("决定(?:于|从|自|在)[^，。；]{0,14}$")
_IN_A_SPAN = re.compile("[^，。；]{0,6}(?:享受|发生|产生|放假|调休|的)")
_LABEL = re.compile("(?:时限|时间|期限|节点|进度)(?:要求|安排)?(?:：|】：?)$|截止(?:时间|日期)?(?:为|是|：)$")
_PARTS_OF_A_DATE = ("event", "month", "yearend", "half", "quarter", "year", "this")


def _judged(
    text: str, key: str, found: re.Match[str], issued: PartialDate | None, fallback: int | None, shared: int
) -> FoundDue | None:
    """A date as one due, None where the words around it say otherwise; `shared`: the year of one before it, or 0."""
    group = _groups(found)
    head, tail = key[: found.start()], key[found.end() :]
    is_range = _RANGE.search(head) is not None and bool(group.get("month") or group.get("day"))
    is_before = bool(found["before"]) or _WITH_NEXT.match(tail) is not None or _BEFORE_BRACKET.match(tail) is not None
    year, sure = _year(group, issued, fallback, shared)
    if year is None and found["before"] and group.get("month") and (group.get("day") or group.get("monthend")):
        return FoundDue(*found.span(), text[slice(*found.span())], sure=False)
    if year is None or (_DIGIT_BEFORE.search(head) and not is_range):
        return None
    if (not is_before and _NOT_AFTER.match(tail)) or (is_before and _ASKS_NOTHING.match(tail)):
        return None
    if is_range and (_OF_A_PERIOD.search(head) or _SPAN_DECIDED.search(head) or _IN_A_SPAN.match(tail)):
        return None
    if _GOAL.search(head) and not is_range and not (is_before and (group.get("month") or group.get("yearend"))):
        return None
    day = _day(group, year, issued)
    if day is not None and found["before"] in ("之前", "以前", "前") and set(group) <= {"year", "before"}:
        day = PartialDate(year - 1, 12, 31)  # 2015年之前 is no day of 2015
    if day is None or (issued and day.last_day < issued.last_day and (group.get("year") or not is_before)):
        return None
    if not is_before and not is_range:
        is_end = bool(group.get("monthend") or group.get("yearend"))
        if not (is_end or _is_stated(head, tail, group)):
            return None
        sure = sure and (is_end or bool(group.get("half")) or _LABEL.search(head) is not None)
    if is_before and not any(map(group.get, _PARTS_OF_A_DATE)):
        return None
    if issued and day.last_day < issued.last_day:
        is_next = (issued.month or 1) >= 10 and bool(day.month) and (day.month or 12) <= 3
        day, sure = (_day(group, year + 1, issued) or day) if is_next else day, False
    sure = sure and "event" not in group
    start, end = found.span()
    keeps = end - start - len(found["before"] or "")
    return FoundDue(start, end, text[start:end], str(day), sure=sure, keeps=keeps)


_WITH_NEXT = re.compile("(?:(?:、|和|及)(?:(?:19|20)\\d{2}年)?\\d{1,2}月(?:\\d{1,2}日|底)?)+(?:之|以)?前")
_BEFORE_BRACKET = re.compile("）(?:之|以)?前(?![期款])")  # 第10周（5月8日）前
_DIGIT_BEFORE = re.compile(r"(?:[\d第\-.]|(?<!—)—)$|近$|前$|约$|连续$|超过$|[一二三四五六七八九十百]$")


_HANDED = re.compile(
    "(?:统一|前|分别|集中)*(?:(?:将|把|由|以)[^，。；]{1,40}?)?(?:报(?!告|道|到|名|考|纸|刊)|送(?!达)|上报|交(?![流通易接底]))"
)


def _is_stated(head: str, tail: str, group: dict[str, str]) -> bool:
    """Whether a date without 前 is one by which work is to be done: at the head of its sentence, work behind it."""
    if _LABEL.search(head):
        return True
    at_head = re.search("(?:^|[，。；：、）〓—]|于|在|计划|力争|原则上|务必)$", head) is not None
    is_phase = (
        len(head) > 1 and head.endswith("（") and tail.startswith("）") and "year" in group and len(group) > 1
    )  # （2021年11月）
    if is_phase:
        return True
    if group.get("day"):
        return at_head and bool(re.match("(?:前|完成|报送|上报)", tail) or _HANDED.match(tail))
    if group.get("inyear") and not re.match(
        "[^，。；]{0,14}达到|(?:要|须|应|全面|基本|全部)*(?:完成|实现|建成|出台|制定|印发|启动|开工|竣工|投产|投用|开通|上线|推出|公布|达到)",
        tail,
    ):
        return False
    if group.get("month") or group.get("half") or group.get("quarter") or group.get("inyear"):
        return at_head and bool(_WORK.match(tail) or re.match("[，）]", tail)) and not head.endswith("、")
    return at_head and not head.endswith("、") and bool(_IN_YEAR.match(tail))


def _groups(found: re.Match[str]) -> dict[str, str]:
    group = {name: value for name, value in found.groupdict().items() if value}
    for name in ("month", "day", "third", "monthend", "half", "quarter", "yearend", "inyear"):
        if f"b{name}" in group:
            group[name] = group[f"b{name}"]
    return group


def _year(
    group: dict[str, str], issued: PartialDate | None, fallback: int | None, shared: int
) -> tuple[int | None, bool]:
    if "year" in group:
        return int(group["year"]), True
    base = issued.year if issued else fallback
    if shared > (base or 0) and not {"this", "next", "thismonth"} & set(group):
        return shared, True
    if base is None:
        return None, False
    return base + ("next" in group), issued is not None


def _day(group: dict[str, str], year: int, issued: PartialDate | None) -> PartialDate | None:
    try:
        if "thismonth" in group and issued:
            return PartialDate(year, issued.month)
        if quarter := group.get("quarter"):
            return PartialDate.parse(f"{year}-{_QUARTERS[quarter]}")
        if half := group.get("half"):
            return PartialDate.parse(f"{year}-{6 if half == '上' else 12}")
        if month := group.get("month"):
            number = int(month) if month.isdecimal() else _NUMERAL[month]
            day = group.get("day") or {"上": "10", "中": "20"}.get(group.get("third", ""), "")
            return PartialDate.parse(f"{year}-{number}" + (f"-{day}" if day else ""))
        return PartialDate.parse(f"{year}")
    except (ValueError, KeyError):
        return None
