"""What stands around a notice on a web page: data, buttons, ways to other pages, its title once more."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from generators.dates import PartialDate
from generators.importer import head_forms as forms
from generators.importer.lines import Block, SourceLine, folded, without_blanks
from generators.importer.outline import number_of

_MOST_HEAD, _MOST_FOOT = 60, 15
_MOST_LINES, _SHORTEST = 5, 10  # lines of a title, characters of it
_TITLE, _NUMBER, _ISSUER = (
    "标题|文件名称|信息名称|名称",
    "发文字号|发布文号|政策文号|文号|字号|文件编号",
    "发文机关|制定机关",
)
_LABELS = "|".join(
    (
        f"{_TITLE}|{_NUMBER}|{_ISSUER}|发文机构|发文单位|发布机关|发布机构|发布单位|公开机构|公开主体|制发机关|印发机关",
        "(?:信息)?索引号|(?:信息|主题|内容|体裁|组配|服务对象)?分类|(?:公开)?(?:类别|目录)|公开(?:方式|形式|时限|日期|范围|时间|责任部门)",
        "主题词|主题(?=：)|关键(?:词|字)|体裁|内容概述|概述|摘要|成文(?:日期|时间)|发文(?:日期|时间)|公布日期|施行日期|印发(?:日期|时间)",
        "生成(?:日期|时间)|生效(?:日期|时间)|失效(?:日期|时间)|废止(?:日期|时间)|有效期",
        "(?:发布|更新|录入|上传)(?:日期|时间|人)|[一-龥]{0,4}(?:时间|日期)(?=：(?:19|20)\\d{2}-)|效力(?:等级|级别|状态)|时效(?:性)?(?:状态)?|有效性(?:状态)?|属性|是否有效",
        "(?:信息|文章|稿件|文件)?来源|作者|(?:责任|网站|文字)?编辑|审核(?:人)?|校对|浏览(?:次数|量)?|点击(?:次数|量|率|数)?|阅读(?:次数|量)?|访问(?:次数|量)?",
        "责任部门(?=：)|视力保护色|字体(?:大小)?|字号大小|文字大小|分享(?:到|至)?|打印|信息名称|统一编号|统一登记号|登记号|规范性文件编号|主送|语种|备注",
    )
)
_BULLET = r"[\u2219\u2022·●◆■※|>\u00bb\-]*"
# A label with nothing between it and its value.
_DATED = r"(?:成文|发文|发布|公布|印发|生成|生效|施行)(?:日期|时间)(?=(?:19|20)\d{2}[年\-/.]\d)"
_DATUM = re.compile(rf"{_BULLET}(?:[【\[［]?(?:{_LABELS})(?:[】\]］][：|]?|[：|])|{_DATED})")
_LABEL_ALONE = re.compile(rf"{_BULLET}[【\[［]?(?:{_LABELS})[】\]］]?[：|]?")
_FOOT_DATUM = re.compile(
    r"[【\[（]?(?:(?:信息|文章|稿件)?来源|作者|(?:责任|网站|文字)?编辑|审核|校对|浏览|点击|阅读|访问|发布(?:日期|时间)|更新(?:日期|时间)|打印|分享|字体|字号|时效).{0,4}[：|].*"
)
_BUTTON = re.compile(
    r"\|+|[━─═―＿_=—*-]{4,}\|*|首页|返回.{0,4}|上一页|下一页|打印.{0,4}|关闭.{0,4}|收藏.{0,4}|分享.{0,12}|下载.{0,4}|保存.{0,4}|复制.{0,4}|无障碍.{0,12}|长者(?:模式|版)|关怀版|适老.{0,3}|"
    r"手机版|移动版|繁[體体].{0,4}|简体.{0,4}|用户登录|登录.{0,4}|注册|搜索|全文|正文|文章属性|(?:网站)?导航|微信|微博|朗读.{0,4}|语音.{0,4}|"
    r"[【\[]?[大中小]{1,3}[】\]]?|[【\[](?:打印|关闭|字体|收藏|分享|大|中|小|返回|下载|纠错|我要纠错).*|"
    r"(?:您|你)?(?:现|当前|目前)?(?:在|所在)?的?(?:所在)?位置.{0,2}[：>].*|[^<＜《]{0,30}(?:>|\u00bb|＞).{0,60}|用微信扫.*|分享至.*|[×xX]|扫一扫.*|(?:用?微信)?扫描.{0,4}二维码.{0,20}|我要纠错|政府文件|政策文件|文件库|相关新闻|"
    r"(?:新闻|信息|政务|政府|部门|学校|通知|公示|公告|工作|最新){1,2}(?:头条|公开|动态|公告|公示|通知|资讯)|.*(?:小编|欢迎(?:大家)?(?:阅读|参考|收藏)|由会员).*|"
    r"[一-龥]{2,10}(?:政府网站?|门户网站|新闻网|信息公开网)"
)
# A label with its value behind a blank, which the text of a table's row keeps: 文号 某政办〔2021〕12号.
_SPACED_DATUM = re.compile(rf"[\s　]*(?:{_LABELS})[\s　]+(?=\S)")
_COUNTED = re.compile(r"[^，。；]{0,60}(?:浏览|点击|阅读|访问)(?:次数|量|数)?[：|]?[\[【（]?\d+(?:次)?[\]】）]?")
_TIME = re.compile(
    r"[\[【（]?(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}(?:\s?\d{1,2}[：:]\d{2}(?:[：:]\d{2})?)?[\]】）]?(?:来源：.*|浏览.*|\s?[一-龥]{2,20}(?:办公室|[局委府厅办网]|中心))?"
)
_BELOW = re.compile(
    r"(?:上一|下一)(?:篇|条)[：:]?.*|(?:版权所有|主办(?:单位)?：|承办(?:单位)?：|技术支持|网站标识码|网站地图|联系我们|关于我们|隐私).*|"
    r".*(?:ICP备|公网安备|网站标识码).*|https?：?//.*|www\..*|(?:主办|承办|责任编辑|编辑|审核|来源|作者).{0,20}：?.*(?:来源|编辑|作者|审核).*|无附件|"
    r"(?:附件下载|下载附件|相关附件|附件).{0,60}\.(?:docx?|wps|pdf|xlsx?|et|rar|zip)|\d{0,2}[.、]?.{2,60}\.(?:docx?|wps|pdf|xlsx?|et|rar|zip)"
)
_ELSEWHERE = re.compile(
    r"(?:相关|延伸|推荐|关联)(?:链接|文件|文章|解读|附件|稿件|政策|阅读|信息|报道|内容).{0,3}|(?:政策|文件|文字|图文|图片|视频|媒体|专家)解读[：:]?|解读.{0,4}|一图读懂.*"
)


@dataclass
class Page:
    """A source without what stands around it (`aside`).

    `title`, `number`, `issuer`, `issued_on`: what the data of the page state; `year`: that of any date among them.
    """

    kept: list[Block]
    aside: list[SourceLine] = field(default_factory=list)
    title: str = ""
    number: str = ""
    issuer: str = ""
    issued_on: PartialDate | None = None
    year: int | None = None


def notice_on(blocks: Sequence[Block]) -> Page:
    """A source parted from the page on which it stands."""
    apart = [block for block in blocks if isinstance(block, SourceLine) and block.aside]
    kept = [block for block in blocks if block not in apart]
    page = Page([*map(_unquoted, kept[:_MOST_LINES]), *kept[_MOST_LINES:]], apart)
    _take_preface(page)
    _take_head(page)
    _take_second_title(page)
    _take_above_title(page)
    _take_foot(page)
    return page


def _unquoted(block: Block) -> Block:
    """A title without the marks in which a collection quotes it: 《某机关关于印发《某方案》的通知》."""
    if not isinstance(block, SourceLine) or not re.fullmatch(
        r"《(?:[^《》]|《[^《》]*》)*关于(?:[^《》]|《[^《》]*》)*》", block.key
    ):
        return block
    inner = block.text[1:-1]
    return replace(block, text=inner) if forms.IS_TITLED.search(folded(inner)) else block


def _take_preface(page: Page) -> None:
    """Set aside the words of a news page above the text that it reprints: ……印发《某方案》，全文如下："""
    for index, (line, below) in enumerate(pairwise(page.kept[:_MOST_LINES])):
        if not isinstance(line, SourceLine) or forms.is_addressed(line):
            return
        is_preface = re.search("(?:全文|原文|详情|方案|内容)(?:如下)?[：。]$", line.key) and not re.search(
            "现将|制定|提出", line.key
        )
        is_title = isinstance(below, SourceLine) and forms.IS_TITLED.search(below.key) and not number_of(below.text)
        if is_preface and is_title:
            _set_aside(page, index + 1)
            return


def _take_head(page: Page) -> None:
    """Set aside the data and buttons above the text."""
    kept: list[Block] = []
    before: SourceLine | None = None
    for index, block in enumerate(page.kept[:_MOST_HEAD]):
        if not isinstance(block, SourceLine) or block.level or _is_addressed(block):
            kept += page.kept[index:]
            break
        is_value = before is not None and _is_value(before, block, page.kept[index + 1 : index + 2])
        if is_value or _is_around(block):
            page.aside.append(block)
            label = f"{before.key}：" if is_value and before else ""
            _note(page, label + _SPACED_DATUM.sub(lambda found: f"{found[0].strip()}：", block.raw))
            before = block if not is_value and _LABEL_ALONE.fullmatch(block.key) else None
        elif forms.is_text(block):
            kept += page.kept[index:]
            break
        else:
            kept.append(block)
            before = None
    else:
        kept += page.kept[_MOST_HEAD:]
    page.kept = kept


def _is_addressed(line: SourceLine) -> bool:
    return forms.is_addressed(line) and not _is_data(line.key)


def _is_around(line: SourceLine) -> bool:
    key = re.sub(f"^{_BULLET}(?=.)", "", line.key)
    is_day = key != line.key and re.fullmatch(forms.DATE, key)
    is_whole = (
        is_day or _LABEL_ALONE.fullmatch(key) or _BUTTON.fullmatch(key) or _TIME.fullmatch(key) or _BELOW.fullmatch(key)
    )
    is_number = re.fullmatch(rf"(?:{_NUMBER}){forms.NUMBER.pattern}", key) or _COUNTED.fullmatch(key)
    is_datum = is_number or _DATUM.match(key) or _SPACED_DATUM.match(line.raw)
    return bool(is_whole) or is_datum is not None or _is_row_of_data(key)


def _is_data(key: str) -> bool:
    """Whether a line that ends in a colon is a label, or a row of labels, and addresses nobody."""
    return _LABEL_ALONE.fullmatch(key) is not None or len(re.findall(rf"(?:{_LABELS})[：|]", key)) > 1


def _is_row_of_data(key: str) -> bool:
    """Whether a line is two or more labels with their values, parted by nothing but the blanks that are gone."""
    is_short = len(key) < 80 and not re.search("[，。；]", key)
    labels = rf"(?:{_LABELS}|(?:时间|日期)(?=：))"
    return is_short and re.match(labels, key) is not None and len(re.findall(labels, key)) > 1


def _is_value(label: SourceLine, line: SourceLine, below: Sequence[Block]) -> bool:
    """Whether a line can be the value of the label above it, and no line of a title that goes on `below`."""
    key = line.key
    if _is_around(line) or forms.SENTENCE_END.search(key):
        return False
    if "关于" in key or any(isinstance(one, SourceLine) and one.key.startswith("关于") for one in below):
        return forms.IS_TITLED.search(key) is not None and re.search(_TITLE, label.key) is not None
    return len(key) < 40


def _note(page: Page, raw: str) -> None:
    """Note a title, a number, an issuer or a day that the data of a page state."""
    words = without_blanks(raw)
    key = folded(words)
    stops = rf"(?=[|】]*(?:{_LABELS})[：|】]|[|】]*$)"
    if not page.title and (found := re.search(rf"(?:^|[\]】|])(?:{_TITLE})[\]】：|]+(.{{8,120}}?){stops}", key)):
        page.title = words[found.start(1) : found.end(1)]
    if not page.number and (
        found := re.search(rf"(?:{_NUMBER}|发[文布][字文]号)[\]】：|]*{forms.NUMBER.pattern}", key)
    ):
        page.number = words[found.start(1) : found.end(1)]
    if not page.issuer and (
        found := re.search(rf"(?:发文|制定)(?:机关|机构|单位)[\]】：|]+({forms.ORGAN.pattern}){stops}", key)
    ):
        page.issuer = words[found.start(1) : found.end(1)]
    if page.issued_on is None and (found := re.search(rf"(?:成文|发文|印发)(?:日期|时间)[\]】：|]*{forms.DATE}", key)):
        page.issued_on = forms.parsed_date(found[0])
    if page.year is None and (found := re.search(r"((?:19|20)\d{2})(?:年|[-/.])\d{1,2}(?:月|[-/.])\d", key)):
        page.year = int(found[1])


_OF_SITE = re.compile("[-_|—–]{1,3}[^-_|—–]{2,20}$")  # the name of a site behind the title of its page


def _take_second_title(page: Page) -> None:
    """Set aside what a page shows above the notice's own head, where that repeats the title of the page."""
    head: list[SourceLine] = []
    for block in page.kept[:_MOST_HEAD]:
        if not isinstance(block, SourceLine) or forms.is_text(block):
            break
        head.append(block)
    seen: dict[str, int] = {}  # what stands in some lines together, and where these end at first
    for start in range(len(head)):
        for end in range(start + 1, min(start + _MOST_LINES, len(head)) + 1):
            words = _bare(head[start:end])
            seen.setdefault(words, end)
            seen.setdefault(_OF_SITE.sub("", words), end)
    for start in range(len(head) - 1, 0, -1):
        for end in range(start + 1, min(start + _MOST_LINES, len(head)) + 1):
            title = _bare(head[start:end])
            if len(title) > _SHORTEST and forms.IS_TITLED.search(title) and seen[title] <= start:
                while title.startswith("关于") and start and forms.ORGAN.fullmatch(head[start - 1].key):
                    start -= 1  # an issuer by itself in the line above
                _set_aside(page, start)
                return


def _bare(lines: Sequence[SourceLine]) -> str:
    """The words of a title without number and book-title marks."""
    return re.sub("[《》<>]", "", forms.NUMBER.sub("", "".join(line.key for line in lines)))


def _take_above_title(page: Page) -> None:
    """Set aside the names of pages and sites above a title that is whole in itself: 某机关关于某事的通知."""
    for index, block in enumerate(page.kept[:_MOST_LINES]):
        if not isinstance(block, SourceLine) or forms.is_text(block):
            return
        if re.fullmatch(f"{forms.ORGAN.pattern}关于.+(?:{forms.KINDS_OF_TEXT})", block.key):
            if index and all(isinstance(above, SourceLine) and _is_foreign(above) for above in page.kept[:index]):
                _set_aside(page, index)
            return


def _is_foreign(line: SourceLine) -> bool:
    """Whether a line above a whole title is no element of a head and no line of the title."""
    key = line.key
    is_element = forms.NUMBER.match(key) or forms.SECRECY.fullmatch(key) or forms.URGENCY.fullmatch(key)
    is_organ = forms.ORGAN.fullmatch(key) or forms.SIGNERS.match(key) or key.endswith("文件")
    return not is_element and not is_organ and not re.search("关于|转发|印发|批转|[、和与及的]$|^附件", key)


def _set_aside(page: Page, count: int) -> None:
    """Set the first blocks aside, but for a 发文机关标志 and a number that are not repeated below."""
    below = {block.key for block in page.kept[count : count + _MOST_LINES] if isinstance(block, SourceLine)}
    kept: list[Block] = []
    for line in page.kept[:count]:
        is_own = isinstance(line, SourceLine) and (line.key.endswith("文件") or forms.NUMBER.fullmatch(line.key))
        if isinstance(line, SourceLine) and (not is_own or line.key in below):
            page.aside.append(line)
        else:
            kept.append(line)
    page.kept = [*kept, *page.kept[count:]]


def _take_foot(page: Page) -> None:
    """Set aside what a page shows below the text: other pages, who edits it, files to load down."""
    start = max(len(page.kept) - _MOST_FOOT, 1)
    for index, block in enumerate(page.kept[start:], start):
        rest = page.kept[index:]
        if isinstance(block, SourceLine) and _ELSEWHERE.fullmatch(block.key) and _are_titles(rest):
            page.aside += [line for line in rest if isinstance(line, SourceLine)]
            page.kept = page.kept[:index]
            break
    while page.kept and isinstance(last := page.kept[-1], SourceLine):
        if not any(form.fullmatch(last.key) for form in (_BELOW, _BUTTON, _TIME, _FOOT_DATUM)):
            break
        if re.fullmatch(forms.DATE, last.key) and _is_signed(page.kept[:-1]):
            break
        page.aside.append(last)
        page.kept.pop()


def _is_signed(above: Sequence[Block]) -> bool:
    """Whether the block above the last one is the name of one who signs."""
    return bool(above) and isinstance(line := above[-1], SourceLine) and forms.is_signer(line)


def _are_titles(blocks: Sequence[Block]) -> bool:
    return all(isinstance(one, SourceLine) and not forms.SENTENCE_END.search(one.key) for one in blocks)
