"""The content rules: problems in content that is valid by its models but wrong or doubtful."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generators.dossier.dossier import Dossier
from generators.dossier.item_checks import check_items
from generators.dossier.source import Path, Source
from generators.dossier.task_tables import unfilled
from generators.dossier.text_checks import check_texts
from generators.dossier.typed_marks import check_typed_marks
from generators.dossier.values import likely
from generators.problems import Problem, error, notice, warning
from generators.typesetting.lines import mark_type, width
from generators.wording import mark_text

# 发文字号 (GB/T 9704-2012, clause 7.2.5), 令号 (10.2) and the number of minutes, which offices write as they like.
_DOCUMENT_NUMBER = r"[^\s〔〕\[\]()（）]{2,12}〔(19|20)\d{2}〕[1-9]\d*号"
_NUMBERS = {"命令": r"第[1-9]\d*号", "纪要": rf"{_DOCUMENT_NUMBER}|[〔（]?.*第?[1-9]\d*[期号次][〕）]?"}
_HEXAGONAL = str.maketrans(dict.fromkeys("[［【(（﹝〖「", "〔") | dict.fromkeys("]］】)）﹞〗」", "〕"))
_NUMBER_HINTS = {"命令": "命令写令号，如 第1号", "纪要": "写成 第1期，或 〔2013〕1号"}
# An 附注 that publishes; 此件不予公开 and 此件依申请公开 go with a 密级.
_MADE_PUBLIC = re.compile(r"(?<!不)(?<!不予)(?:公开发布|主动公开)")
_ENDS_A_HEADING = ("。", "：", ":")
_NARROWEST = 80  # percent: a mark of characters that are narrower looks squeezed
_MARK_AT_END = re.compile(r"[。，、；：,.;:]$")


def check(dossier: Dossier, source: Source) -> Iterator[Problem]:
    """Every finding of the content rules, with its place in the notice's file."""
    yield from _secrecy(dossier, source)
    yield from _contradictions(dossier, source)
    yield from _gaps(dossier, source)
    yield from _marks(dossier, source)
    yield from _titles(dossier, source)
    yield from _attachments(dossier, source)
    yield from _columns(dossier, source)
    yield from _summary_titles(dossier, source)
    yield from _deadlines(dossier, source)
    yield from _several_reports(dossier, source)
    yield from _empty_groups(dossier, source)
    yield from check_items(dossier, source)
    yield from check_typed_marks(source)
    yield from check_texts(dossier, source)


def _secrecy(dossier: Dossier, source: Source) -> Iterator[Problem]:
    content = dossier.notice
    public = next(filter(_MADE_PUBLIC.search, content.notes), "")
    if content.secrecy and public:
        hint = "写“此件不予公开”“此件依申请公开”，或删去“密级”"
        yield error(f"标了密级，又写“{public}”", hint, source.place(("附注",)))
    if content.copy_number and not re.fullmatch(r"\d{6}", content.copy_number):
        yield warning("份号不是六位数字", "写成 000001", source.place(("份号",)))
    if content.secrecy and not content.copy_number:
        yield warning("标了密级，没有份号", "涉密公文要标份号，如 000001", source.place(("密级",)))


def _contradictions(dossier: Dossier, source: Source) -> Iterator[Problem]:
    content = dossier.notice
    if content.printed_on and content.issued_on and content.printed_on < content.issued_on:
        yield warning("印发日期早于成文日期", "核对两个日期", source.place(("印发日期",)))
    if content.joint_issuers and content.layout in ("命令", "纪要"):
        yield warning(
            f"{content.layout}不能联合发文，只印了“{content.issuer}”", "删去“联合发文”", source.place(("联合发文",))
        )
    for key, people, layout in (("出席", content.present, "纪要"), ("签署人", content.signatory, "命令")):
        if people and content.layout != layout:
            yield warning(f"“{key}”只印在{layout}里", f"写上“版式: {layout}”，或删去", source.place((key,)))


def _marks(dossier: Dossier, source: Source) -> Iterator[Problem]:
    """Names that are too long for the line of the 发文机关标志, where only narrow characters hold them."""
    content = dossier.notice
    joint = bool(content.joint_issuers) and content.layout == "文件" and not content.mark
    names = [content.issuer, *content.joint_issuers] if joint else [content.issuer]
    for name in names if content.issuer else ():
        mark = name if joint else mark_text(content.mark, name, content.layout)
        scale = mark_type([mark], joint=joint).scale
        if scale < _NARROWEST:
            message = f"发文机关标志“{mark}”有{width(mark):g}个字，一行排不下，字要压扁到原来的{scale}%"
            key = "发文机关标志" if content.mark else "发文机关"
            yield warning(message, "写“发文机关标志: ”，用规范化简称", source.place((key,)))


def _titles(dossier: Dossier, source: Source) -> Iterator[Problem]:
    """Titles that end in a mark: of the notice, of what it issues, of attachments (for these GB/T 9704-2012, 7.3.4).

    A heading may end in 。 or ：, which the notice prints and other documents leave out.
    """
    content = dossier.notice
    titled: list[tuple[str, Path]] = [(content.title, ("标题",))]
    titled += [(body.title, (*body.path, "标题")) for body in dossier.bodies if body.path]
    titled += [(body.title, (*body.path, "名称")) for body in dossier.attached]
    for section in dossier.sections:
        titled += [
            (one.content.title, (*one.path, "标题"))
            for one in section.with_items
            if not one.content.title.endswith(_ENDS_A_HEADING)
        ]
    for title, path in titled:
        if _MARK_AT_END.search(title):
            yield warning(f"标题“{title}”末尾有标点", "删去末尾的标点", source.place(path))


def _attachments(dossier: Dossier, source: Source) -> Iterator[Problem]:
    named = set[str]()
    for body in dossier.attached:
        one, place = body.content, source.place((*body.path, "名称"))
        if not one.is_printed and not one.file:
            hint = "要随通知印的，补上“正文: ”；另附成品的，补上“文件: ”"
            yield notice(f"附件“{body.title}”没有正文，只列名，不印", hint, place)
        if body.title in named:
            yield warning(f"两个附件都叫“{body.title}”", "换一个名称，不然报送回来分不清是哪一个", place)
        named.add(body.title)


def _columns(dossier: Dossier, source: Source) -> Iterator[Problem]:
    """Columns of a task table that nobody knows how to fill."""
    for body in (*dossier.bodies, *dossier.attached):
        for name in unfilled(body.content.columns):
            hint = "要印内容的，写成 序号、类别、工作任务、工作要求、牵头单位、配合单位、完成时限；留着填的不用改"
            yield notice(f"表格列“{name}”没有内容可印，是空栏", hint, source.place((*body.path, "表格列")))


def _summary_titles(dossier: Dossier, source: Source) -> Iterator[Problem]:
    """Texts for the summary under a title that the notice does not have: they would be printed nowhere."""
    for key, texts, items in (
        ("领域", dossier.notice.summary.areas, dossier.tasks),
        ("保障", dossier.notice.summary.safeguards, dossier.safeguards),
    ):
        titles = [item.title for item in items]
        for title in texts:
            if title not in titles:
                hint = likely(title, titles) or "照通知原文写标题"
                yield warning(
                    f"汇总里的“{title}”不是通知里的标题，没有印", hint, source.key_place(("汇总", key, title))
                )


def _gaps(dossier: Dossier, source: Source) -> Iterator[Problem]:
    content = dossier.notice
    for key, value in (("发文机关", content.issuer), ("成文日期", content.issued_on)):
        if not value:
            place = source.key_place((key,))
            yield warning(f"没有{key}，不生成通知，其他文书照常", f"要生成通知就补上“{key}: ”", place)
    if not content.document_number:
        place = source.key_place(("发文字号",))
        yield notice("没有发文字号", "正式印发前补上，如 辽政办发〔2013〕1号", place)
    elif not re.fullmatch(_NUMBERS.get(content.layout, _DOCUMENT_NUMBER), content.document_number):
        hint = _NUMBER_HINTS.get(content.layout, "写成 辽政办发〔2013〕1号：六角括号〔〕、年份写全、序号不补零")
        if re.fullmatch(_DOCUMENT_NUMBER, mended := _mended(content.document_number)):
            hint = f"写成 {mended}"
        yield warning("发文字号的写法不合规范", hint, source.place(("发文字号",)))
    year = re.search(r"〔(\d{4})〕", content.document_number)
    if year and content.issued_on and int(year[1]) != content.issued_on.year:
        message = f"发文字号的年份{year[1]}与成文日期{content.issued_on.text()}不一致"
        yield warning(message, "核对“发文字号”和“成文日期”", source.place(("发文字号",)))
    if not content.addressees and content.layout in ("文件", "信函"):
        yield warning("没有主送机关", "补上“主送机关: ”", source.key_place(("主送机关",)))


def _empty_groups(dossier: Dossier, source: Source) -> Iterator[Problem]:
    empty = {group.name for group in dossier.notice.groups if not dossier.members([group.name])}
    for index, group in enumerate(dossier.notice.groups):
        if group.name in empty and not empty & set(group.members):  # one that only stands for another is filled with it
            place = source.place(("单位组", index, "名称"))
            yield warning(f"单位组“{group.name}”还没有成员，没有给它的文书", "在“成员”里写上是哪些单位", place)


def _mended(number: str) -> str:
    """A 发文字号 with the brackets and digits that GB/T 9704-2012 asks for, so far as it leaves no doubt."""
    plain = re.sub(r"[\s　]|^发文字号[：:]", "", unicodedata.normalize("NFKC", number).translate(_HEXAGONAL))
    return re.sub(r"〕第?0*(\d+)号?$", r"〕\1号", plain)


def _deadlines(dossier: Dossier, source: Source) -> Iterator[Problem]:
    issued = dossier.notice.issued_on
    first_with: dict[str, int] = {}
    for index, deadline in enumerate(dossier.notice.deadlines):
        path = ("时限", index)
        if deadline.name in first_with:
            yield error(f"时限“{deadline.name}”写了两次", "名称不能重复", source.place((*path, "名称")))
            continue
        first_with[deadline.name] = index
        if issued and deadline.last_day < issued.last_day:
            message = f"时限“{deadline.name}”早于成文日期"
            yield warning(message, "核对“截止”和“成文日期”", source.place((*path, "截止")))
        if not dossier.bound_by(deadline) and not deadline.is_the_issuers:
            hint = "写上“对象: ”，或在有牵头、责任单位的措施里引用它"
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
