"""Days as clerks write them into a form."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from generators.characters import visible, without_whitespace
from generators.dates import PartialDate

_SHORT = re.compile(r"(\d{1,2})月(\d{1,2})[日号]?|(\d{1,2})[./-](\d{1,2})")
_TWO_DIGITS = re.compile(r"(\d{2})(?:年(\d{1,2})月(\d{1,2})[日号]?|([./-])(\d{1,2})\4(\d{1,2}))")
_EIGHT_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})")
_WEEKDAY = re.compile(r"[（(]?(?:星期|周|礼拜)([一二三四五六日天])[）)]?")
_DONE = (
    r"(?:已经|已)?(?:报送|上报|报出|报|开通|上线|填报|填表|填|发出|印发|送达|送)(?:省政府办公厅|省政府|完成|完毕|了)?"
)
_AROUND = re.compile(rf"^(?:已经|已)?(?:于|在)?|(?:上午|下午|00:00:00|前|{_DONE})*[。.；;]?$")
_NUMERAL = re.compile("[〇零○O一二三四五六七八九十]+")
_DIGITS = {digit: str(value) for value, digit in enumerate("零一二三四五六七八九")} | {"〇": "0", "○": "0", "O": "0"}


def day_of(words: str, issued: PartialDate | None) -> PartialDate | None:
    """A day in any way of writing that leaves no doubt, else None.

    Without a year it is the first such day after the notice was issued; two digits are a year close to it.
    Neither is read where that day is not known.
    """
    plain = without_whitespace(unicodedata.normalize("NFKC", visible(words)))
    plain = re.sub(r"(?<=\d)、(?=\d)", ".", re.sub("[–—―−－~]", "-", _NUMERAL.sub(_number, plain)))
    weekday = _WEEKDAY.search(words)
    plain = _AROUND.sub("", _AROUND.sub("", _WEEKDAY_AS_DIGITS.sub("", plain)))
    day = _parsed(_with_year(plain, issued))
    if day and weekday and "一二三四五六日".index(weekday[1].replace("天", "日")) != day.last_day.weekday():
        return None
    return day


_WEEKDAY_AS_DIGITS = re.compile(r"[（(]?(?:星期|周|礼拜)[\d日天][）)]?")


def _number(found: re.Match[str]) -> str:
    """A Chinese numeral in digits: 二〇一三, 十五, 二十三."""
    numeral = found[0]
    if "十" not in numeral:
        return "".join(_DIGITS[one] for one in numeral)
    tens, _, ones = numeral.partition("十")
    if any(one not in _DIGITS for one in tens + ones) or len(tens) > 1 or len(ones) > 1:
        return numeral
    return f"{_DIGITS[tens] if tens else 1}{_DIGITS[ones] if ones else 0}"


def _with_year(plain: str, issued: PartialDate | None) -> str:
    """A day with its year in four digits, in the notation that `PartialDate` reads."""
    if found := _EIGHT_DIGITS.fullmatch(plain):
        return "-".join(found.groups())
    if issued is None:
        return plain
    if found := _TWO_DIGITS.fullmatch(plain):
        year, month, day = found[1], found[2] or found[5], found[3] or found[6]
        full = issued.year - issued.year % 100 + int(year)
        return f"{full}-{month}-{day}" if abs(full - issued.year) <= 2 else ""
    if found := _SHORT.fullmatch(plain):
        month, day = (int(part) for part in found.groups() if part)
        year = issued.year if (month, day) >= (issued.month or 1, issued.day or 1) else issued.year + 1
        return f"{year}-{month}-{day}"
    return plain


def _parsed(text: str) -> PartialDate | None:
    try:
        day = PartialDate.parse(text)
    except ValueError:
        return None
    return day if day.day and day.last_day >= date(1950, 1, 1) else None
