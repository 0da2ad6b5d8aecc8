"""How the elements of a 公文 look that stand around its text (GB/T 9704-2012, clause 7.2 and 7.3)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generators.dates import PartialDate
from generators.importer.lines import SourceLine
from generators.importer.outline import chinese_number, number_of

KINDS_OF_TEXT = (
    "通知|通知书|意见|方案|办法|函|复函|答复|决定|通报|公告|通告|批复|请示|报告|纪要|要点|规定|细则|计划|规划|清单|分工|安排|命令|令|决议|"
    "公报|章程|条例|规则|措施|举措|分工表|任务分解|责任分解|分解表|任务表|责任表|台账|行动|纲要|指南|标准|制度|预案|目录|名单|一览表|[一-龥]{2}表|路线图|格式|模板|样式|若干政策|政策"
)
IS_TITLED = re.compile(rf"(?:{KINDS_OF_TEXT})(?:（[^（）]{{2,20}}）)?$")
_CHINESE_DATE = re.compile(
    r"([〇零○ＯO0一二三四五六七八九]{4})年([元正]|[一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_DATE = re.compile(r"(\d{4})(?:年(\d{1,2})月(\d{1,2})日|[-./](\d{1,2})[-./](\d{1,2})(?!\d))")
DATE = rf"(?:{_DATE.pattern}|{_CHINESE_DATE.pattern})".replace("(\\d", "(?:\\d").replace("([", "(?:[")
NUMBER = re.compile(r"(?:发文字号：)?([一-龥X×]{1,14}[〔\[（【［](?:19|20)\d{2}[〕\]）】］](?:第)?\d{1,4}号)")
_ORGANS = (
    "厅|局|委|办|部|院|会|室|府|处|署|行|社|中心|公司|集团|总队|支队|大学|学院|管委会|委员会|协会|联社|总工会|妇联|残联|科协|法院|检察院|"
    "海关|小组|指挥部|公署|党委|机关|银行|联合会|工会|总局|管理局|办公室|联席会议|政府|省委|市委|县委|区委|旗委|州委|中央"
)
ORGAN = re.compile(rf"[一-龥X×（）、“”]{{2,40}}(?:{_ORGANS}|(?<![本专学内外儿妇理工文百])[科股])")
_ADDRESSED = re.compile(
    r"(?:政府|单位|部门|机构|企业|院|厅|局|委|办|公司|署|部|会|处|市|省|县|区|州|旗|盟|行|社|等|中心|街道|乡镇|镇|乡|集团|室|"
    r"团体|机关|所|站|队|园区|银行|协会|同志|委员|代表|主席|先生|女士|成员|小组|开发区|企事业|校|园|馆|中学|小学|组|厂|矿|农场|支队|大队|股室|专班|(?<![关联体])系)(?:（[^（）]*）)?："
)
_TO_ALL = re.compile("(?:各|[^要应须]{2,30}[，、]各)(?:(?<=主)要|[^要应须做抓])+$")
_OFFICE = re.compile("[^省市县区州国中]{1,5}[处科股室办]")  # without the name of a place
SECRECY = re.compile(r"(?:绝密|机密|秘密)(?:★.{1,6})?")
URGENCY = re.compile(r"(?:紧急程度：)?(特急|加急|平急|特提)")
SIGNERS = re.compile("签发人?：.{2,20}")
NOTE = re.compile(r"（.+）[。]?")
PRINTED = re.compile(rf"(.*?)({DATE})印发。?")
COPIED = re.compile(r"(?:抄送|抄报|分送|主送|发送|报送|抄发)(?:机关|单位)?：.+")
COPIES = re.compile(r"（?共印\d+份）?。?")
_LONGEST_LINE, _LONGEST_TITLE = 70, 150  # characters of a line in a title; of a title in one, with several issuers
_SECTION = re.compile("[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）")
SENTENCE_END = re.compile(r"[。！？；]$")


def parsed_date(words: str) -> PartialDate | None:
    """A day in digits or in Chinese numerals; None where it is none, or no such day exists."""
    found = _DATE.search(words)
    try:
        if found:
            return PartialDate.parse(f"{found[1]}-{found[2] or found[4]}-{found[3] or found[5]}")
        if found := _CHINESE_DATE.search(words):
            year = chinese_number(re.sub("[○ＯO0]", "〇", found[1]))
            month = 1 if found[2] in "元正" else chinese_number(found[2])
            return PartialDate.parse(f"{year}-{month}-{chinese_number(found[3])}")
    except ValueError:
        return None
    return None


def is_addressed(line: SourceLine) -> bool:
    """Whether a line names those to whom the text is sent: 各市人民政府，省政府各厅委、各直属机构："""
    key = line.key
    names = key.rstrip("：")
    return (
        key.endswith("：")
        and not re.search("[。；？！]", names)
        and number_of(line.text) is None
        and (_ADDRESSED.search(key) is not None or _TO_ALL.match(names) is not None)
        and not re.search("(?:如下|事项|以下|现将|提出|通知|要求|意见|建议|规定)：$", key)
    )


def is_text(line: SourceLine) -> bool:
    """Whether a line is text, and no part of a title."""
    key = line.key
    return bool(
        SENTENCE_END.search(key) is not None
        or key.endswith("：")
        or len(key) > (_LONGEST_TITLE if "关于" in key and IS_TITLED.search(key) else _LONGEST_LINE)
        or (number_of(line.text) is not None and (_SECTION.match(key) or not IS_TITLED.search(key)))
        or re.search("[。；]", re.sub("（[^）]*）", "", key)) is not None
    )


def signers_of(line: SourceLine) -> list[str]:
    """The names of those who sign, one or several in a line as set: 国务院办公厅."""
    pieces = [piece for piece in re.split(r"[\s　]{2,}|　", line.raw.strip()) if piece]
    words = line.raw.split()
    if len(pieces) < len(words) and all(map(ORGAN.fullmatch, words)):
        return words
    if len(pieces) > 1 and all(ORGAN.fullmatch(re.sub(r"\s", "", piece)) for piece in pieces):
        return [re.sub(r"\s", "", piece) for piece in pieces]
    return [line.text]


def signers(lines: Sequence[SourceLine]) -> list[str]:
    """The names of those who sign in several lines; an office below the name of the body to which it belongs is one."""
    found: list[str] = []
    for names in map(signers_of, lines):
        if found and len(names) == 1 and _OFFICE.fullmatch(names[0]) and not _OFFICE.fullmatch(found[-1]):
            found[-1] += names[0]
        else:
            found += names
    return found


def issuers_in(title: Sequence[str]) -> list[str]:
    """The organs that the lines of a title name in front of 关于, each in a line or between blanks; else none."""
    words = [word for line in title for word in line.split()]
    about = next((at for at, word in enumerate(words) if word.startswith("关于")), 0)
    return words[:about] if all(map(ORGAN.fullmatch, words[:about])) else []


def is_signer(line: SourceLine) -> bool:
    """Whether a line is the name of an organ that signs."""
    return (
        len(line.text) <= 60 and number_of(line.text) is None and all(ORGAN.fullmatch(one) for one in signers_of(line))
    )
