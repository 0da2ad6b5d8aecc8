"""What is due by a date, in the words of its sentence, and the short name by which a notice refers to it."""

from __future__ import annotations

import re

from generators.importer.lines import folded
from generators.wording import Answer

_LONGEST_MATTER, _LONGEST_NAME, _CLEAR_NAME = 46, 18, 12
# Work that says nothing by itself: what is done by then is said before the date, or in the heading.
BARE_WORK = re.compile(
    "(?:配合|参与|，|并|要|须|应|需|全面|全部|基本|长期|持续|扎实|有序)*(?:完成|推进|落实|实施|坚持|到位|见效|见成效|取得实效|取得明显成效|[一-龥]{0,2}完毕)+"
)
# 通报, 举报, 简报 hand nothing in.
HANDED_IN = re.compile(
    "(?<![通播预警举海画简日电情])报(?!告(?!.*报)|纸|刊|道|考|名|酬|废|表|销)|提交|上交|送至|寄送|反馈"
)


def clause_of(words: str) -> str:
    """Words up to the end of their sentence, or to the next date in it."""
    return re.split(
        r"[。；]|，(?=[^，。；]{0,20}\d{1,2}月(?:\d{1,2}日|底)?前)|，(?=[^，。；]{0,20}(?:19|20)\d{2}年\d{0,2}月?年?底?[前内])|"
        r"，(?=(?:19|20)\d{2}年[上下]半年)|，(?=[^，。；]{0,6}每(?:半年|[年季月周旬日天]))|，(?=(?:今年)?(?:年底|年内|[上下]半年|\d{1,2}月底))",
        words,
    )[0]


_MORE_DATES = re.compile(r"^(?:[、和及](?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|底)?)+前?")
_DATES_ABOVE = re.compile(r"(?:(?:\d{4}年|今年)?\d{1,2}月(?:\d{1,2}日|底)?[、和及])+$")
# To whom something is handed in, and not what.
_TO_WHOM = re.compile(
    "(?:报送?|上报|[送交]至?|送交|报[至到])(?!告)到?[^，。；]{1,24}(?:[厅局委办部院室处科股组府站会队所]|中心|仓库)(?:备案|汇总|存档)?"
)

_POINT = re.compile(r"^(?:\d{1,2}[.．、](?!\d)|[①-⑩]|（\d{1,2}）)")


def matter_of(sentence: str, start: int, end: int, *, alone: bool = False) -> str:
    """What is to be done by a date: the words behind it in its sentence, with those before it where these are few.

    `alone`: the words before it say something else, such as who leads.
    """
    key = folded(sentence)
    after = _MORE_DATES.sub("", sentence[end : end + len(clause_of(key[end:]))]).lstrip("，,、前内 ")
    before = re.sub(
        "(?:原则上|力争|务必|必须|确保|并|要|须|应|请|该项工作|均)*(?:于|在)?$",
        "",
        _DATES_ABOVE.sub("", sentence[:start]),
    ).rstrip("，,：:、")
    if not alone and after[:1] in ("）", ")") and "（" in folded(before):  # 动员部署（5月6日至10日）
        before, after = before[: folded(before).rindex("（")], after[1:]
    before = re.split("，", before)[-1] if re.search(r"\d年|\d月", before) else before  # of the date before it
    says_what = len(after) >= 4 and not BARE_WORK.fullmatch(folded(after).rstrip("。；"))
    matter = after if alone or says_what else f"{before}，{after}".strip("，")
    if not alone and before and _TO_WHOM.fullmatch(re.sub("（[^（）]*）?", "", folded(after)).rstrip("。；，")):
        what = re.sub("^.*?(?=将|把(?!关|握))", "", re.split("[，,]", before)[-1])
        matter = after if re.match("并|同时|经", what) else f"{what}，{after}"
    matter = re.sub(
        "[（(](?:联系|电话|办公室设在)[^）)]*.?|[（(][^（）()]*【[^】]*】[^（）()]*[）)]?|【[^】]*】", "", matter
    ).strip("，。；、,; ")
    matter = _POINT.sub("", matter.strip("（）()") if alone else matter)
    if len(matter) > _LONGEST_MATTER and (
        handed := re.search("(?:，|并|，并)((?:形成|将)?[^，]{0,20}(?<![通播预])报送?[^，]{2,20})$", matter)
    ):
        return handed[1]
    if len(matter) > _LONGEST_MATTER:
        cut = [found.start() for found in re.finditer("[，,；。]", matter[:_LONGEST_MATTER])]
        matter = matter[: cut[-1]] if cut and cut[-1] > 8 else matter[:_LONGEST_MATTER]
    return _balanced(matter) or "完成"


def _balanced(words: str) -> str:
    """Words that were cut, without a bracket that does not end or begin in them."""
    key = folded(words)
    for opening, closing in ("（）", "《》", "“”"):
        at = key.rfind(opening)
        if at > 0 and closing not in key[at:]:
            return re.sub("[，、,及和与]+$", "", words[:at])
    return words.rstrip("）)") if key.count("）") > key.count("（") else words


def name_of(matter: str, before: str, after: str, heading: str = "") -> str:
    """A short name for a deadline. Names that begin with 实施方案, 专栏 or 进展报告 say by what it is answered.

    `before` and `after` are the words of its sentence around the date, `heading` is that of its task.
    """
    if "专栏" in after and re.search("开通|开设|设立|上线|建成", after):
        return f"{Answer.COLUMN}开通"
    if HANDED_IN.search(after):
        for words in (after, before):
            if re.search("方案|计划|(?<!值班)安排(?!表)", words) and not re.search(
                "进展|总结报告|落实情况|工作情况", words
            ):
                return str(Answer.PLAN)
            if re.search("情况|总结|报告|进展|成效|小结", words):
                return str(Answer.REPORT)
    handed = _WHAT_IS_HANDED_IN.match(folded(matter))
    words = _first_words(handed[1] if handed else matter)
    if len(words) > _LONGEST_NAME:
        words = _shortened(words, _first_words(heading))
    if not words or any(words.startswith(answer) for answer in Answer):
        words = f"完成{words}"
    return words


_WHAT_IS_HANDED_IN = re.compile(
    "(?:将|把)([^，。；]{2,30}?)(?:（[^（）]*）)?(?:统一|汇总|打包|一并|一起|书面|加盖公章|盖章|后|形成|，|以[^，。；]{2,8}(?:形式|方式))*"
    "(?:反馈|报送|上报|报(?!告|表|名)|发送|发至|发到|提交|交|送)"
)


def _first_words(text: str) -> str:
    """The first clause of what is to be done, in plain characters, without the words around it that name no work."""
    key = re.sub("(?<=.{2})（[^（）]*）", "", folded(text)).lstrip("—。，；、 ")
    key = re.sub("^(?:在[^，。；]{1,16}?(?:范围内|基础上|[内中]|[上下](?![述级报游半年]))，?|确保|力争)", "", key)
    key = re.sub("^(?:要|应|须|将|并|前|全面|基本|进一步|研究|组织|对(?![接标照外])于?)+(?=.{3})", "", key)
    parts = [part for part in re.split("[，；：（。]", key) if not re.fullmatch(r"[\d年月日底前内以之]+|第.阶段", part)]
    first = next((part for part in parts if len(part) > 3), key)
    return re.sub(
        "(?:进行|的|和|及|等|时间(?:为|是))$", "", re.sub(r"[^一-龥A-Za-z0-9%.]|(?<!\d)\.|\.(?!\d)", "", first)
    )


def _shortened(words: str, heading: str) -> str:
    """Words that are too long for a name: the heading of the task where that is short, else cut behind a word."""
    if 4 <= len(heading) <= _LONGEST_NAME and not re.search(r"\d[月日]", heading):
        return heading
    ends = [found.start() for found in re.finditer("[的与和及]|以及|并(?!联)|为(?!民)", words[:_LONGEST_NAME])]
    return words[: next((end for end in reversed(ends) if end >= _CLEAR_NAME // 2), _LONGEST_NAME)]
