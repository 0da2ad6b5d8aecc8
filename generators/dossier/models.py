"""The shape of the content files: the class is the schema. Aliases are the keys that a clerk writes."""

from __future__ import annotations

import datetime
from functools import cache, cached_property
from typing import Literal

from pydantic import Field, PrivateAttr, model_validator

from generators.dates import PartialDate
from generators.dossier.attachment import Arrangements, Attachment
from generators.dossier.nodes import Content, ParagraphOrText, Section
from generators.dossier.ordinals import Ordinal
from generators.dossier.values import (
    Addressees,
    BoundName,
    Columns,
    Day,
    DeadlineName,
    DocumentTitle,
    Due,
    Listed,
    Name,
    Notes,
    Recurring,
    Text,
    UnitName,
    UnitOrGroup,
    Whole,
    YesNo,
    any_of,
    fault,
)
from generators.submission import PROGRESS_LABELS
from generators.wording import ISSUER, Answer, LeadMode

LOCAL = "地方"  # where a category belongs whose units are no departments
_SUBMITTED = {"方案": Answer.PLAN, "专栏": Answer.COLUMN, "进展": Answer.REPORT}
CITIES = "市"  # the 类别 whose units are governments of cities, not departments


class Unit(Content):
    """单位: any body that gets a document."""

    number: Whole = Field(alias="序号", description="排序和文件名用，写定后不变；新单位取中间的数")
    name: Name = Field(alias="名称", description="行文时的称谓，如 沈阳市人民政府")
    short: Name = Field("", alias="简称", description="表格里的称谓，如 沈阳市；与名称相同时可不写")
    aliases: list[Listed] = Field([], alias="别名", description="正文里还可能怎样称呼它")
    category: str = Field(alias="类别", description="省直部门、市……")
    _belongs: str = PrivateAttr("")

    def __eq__(self, other: object) -> bool:
        """Units are the same when they bear the same 名称, which only one unit may."""
        return isinstance(other, Unit) and other.name == self.name

    def __hash__(self) -> int:
        return hash(self.name)

    @property
    def short_name(self) -> str:
        """The name in tables and file names."""
        return self.short or self.name

    @cached_property
    def names(self) -> tuple[str, ...]:
        """All its names (名称, 简称, 别名), the longest first."""
        return tuple(sorted({self.name, self.short_name, *self.aliases}, key=len, reverse=True))

    @cached_property
    def is_city(self) -> bool:
        """Whether it is a local government, such as a city's, not a department."""
        return self._belongs == LOCAL if self._belongs else self.category == CITIES


class Category(Content):
    """A 类别 of units: what its units are called together, and whether they are departments or local governments."""

    name: str = Field(alias="名称", description="单位的“类别”里写的词")
    called: list[str] = Field([], alias="统称", description="合起来怎样称呼，第一个用在文书里，如 各市")
    belongs: Literal["部门", "地方"] = Field("部门", alias="归入", description="部门 或 地方")

    @property
    def collective(self) -> str:
        """What documents call its units together."""
        return self.called[0] if self.called else self.name


class Units(Content):
    """departments.yaml."""

    categories: list[Category] = Field([], alias="类别", description="有哪些类别；不写时，市归入地方，其余归入部门")
    units: list[Unit] = Field(alias="单位", description="按正式排序列出")

    @model_validator(mode="after")
    def _sort(self) -> Units:
        belongs = {category.name: category.belongs for category in self.categories}
        for unit in self.units:
            unit._belongs = belongs.get(unit.category, "")
        return self


class Group(Content):
    """单位组: some units that a notice means by one word."""

    name: str = Field(alias="名称", description="正文里怎样称呼，如 试点地区")
    members: list[UnitOrGroup] = Field(alias="成员", description="单位，或某一类别")


@cache
def _answer_named(deadline: str) -> Answer | None:
    return next((answer for answer in Answer if deadline.startswith(answer)), None)


class Deadline(Content, json_schema_extra=any_of("截止", "周期", "表述")):
    """时限: what is due, by which day, for whom."""

    name: DeadlineName = Field(alias="名称", description="正文用【时限：名称】引用它")
    matter: Text = Field("", alias="事由", description="到期前要做什么、报给谁")
    submitted: str = Field("", alias="报送", description="方案、专栏、进展，或别的材料；不写时看名称怎样开头")
    period: Recurring | None = Field(None, alias="周期", description="如 每周五、每月28日；不写日子的，是最后一日")
    starts: Day | None = Field(None, alias="起始", description="周期从哪一天算起；不写为成文日期")
    due: Due | None = Field(
        None, alias="截止", description="日、月（2014-06）、年（2014）或 印发后30日；有周期的，最后一次"
    )
    printed: str = Field("", alias="表述", description="正文里的原话，如 2014年内；不写时按截止日期印")
    bound: list[BoundName] = Field([], alias="对象", description="受约束的单位，或 牵头部门、各市、某一类别、本机关")
    recipient: str = Field("", alias="受理", description="报给哪里；不写为发文机关")

    @model_validator(mode="after")
    def _has_date(self) -> Deadline:
        if not (self.due or self.printed or self.period):
            raise fault("既没有截止，也没有周期、表述", "补上“截止: ”，如 2013-09-06")
        if self.starts and not self.period:
            raise fault("有起始，没有周期", "补上“周期: ”，如 每周五")
        return self

    @property
    def date(self) -> PartialDate | None:
        """The day, month or year by which it is due; None where only words are given, or it recurs."""
        return self.due if isinstance(self.due, PartialDate) and not self.period else None

    @property
    def ends(self) -> datetime.date:
        """The last day on which it may be due."""
        return self.due.last_day if isinstance(self.due, PartialDate) else datetime.date.max

    @property
    def last_day(self) -> datetime.date:
        """The last day of its date; the last day of all where it has none, so that it is never overdue."""
        return self.date.last_day if self.date else datetime.date.max

    @property
    def is_the_issuers(self) -> bool:
        """Whether it binds nobody but the issuer."""
        return bool(self.bound) and all(name == ISSUER for name in self.bound)

    @property
    def answered_by(self) -> Answer | None:
        """Which of the returns that the tool reads answers it; None where it is a date of the work, or other words."""
        if self.submitted:
            return _SUBMITTED.get(self.submitted)
        return _answer_named(self.name)

    @property
    def answer(self) -> str:
        """What units answer it by, in words: one of `Answer`, or other words of 报送; empty where nothing is sent."""
        return self.answered_by or self.submitted

    def text(self, *, beside: PartialDate | None = None) -> str:
        """As text prints it: its 表述, else its date (see `PartialDate.text`)."""
        if self.period and not self.printed:
            return self.period.text
        return self.printed or (self.date.text(beside=beside) if self.date else "")

    def end_before(self, following: str) -> str:
        """底 where text goes on with 前 behind a month or a year, of which the whole is meant (6月底前); else none."""
        is_whole = self.date and not self.date.day and not self.printed
        return "底" if is_whole and following.startswith(("前", "之前", "以前")) else ""

    def by(self) -> str:
        """As a limit: 2013年9月6日前, 2014年内, 每周五前."""
        if self.period and not self.printed:
            return f"{self.period.text}前"
        return self.printed or (self.date.by() if self.date else "")


class Contact(Content):
    """联系方式: whom units ask and send to. Printed in what they fill in, never in the notice."""

    person: str = Field("", alias="联系人", description="姓名")
    telephone: str = Field("", alias="电话", description="办公电话")
    mail: str = Field("", alias="电子邮箱", description="收电子版的邮箱")


class Signatory(Content):
    """签署人 of an order (命令)."""

    post: str = Field(alias="职务", description="全称，如 省长")
    name: str = Field("", alias="姓名", description="盖签名章的不写")


class SummaryTexts(Content):
    """汇总: texts that the office writes for the progress summary. They replace what is made of the returns."""

    introduction: str = Field("", alias="导语", description="代替开头的一段")
    areas: dict[str, str] = Field({}, alias="领域", description="事项的标题: 代替这个领域的进展文字")
    safeguards: dict[str, str] = Field({}, alias="保障", description="保障措施的标题: 代替它的落实文字")
    problems: list[str] = Field([], alias="问题", description="代替存在问题，每段一项")
    next_steps: list[str] = Field([], alias="下一步", description="代替下一步工作，每段一项")


class Adjustment(Content):
    """调整通知 of a notice that was issued; documents made afterwards cite it beside the notice."""

    issued_on: Day = Field(alias="成文日期", description="调整通知的成文日期")
    document_number: str = Field("", alias="发文字号", description="调整通知自己的字号；没有就空着")
    is_correction: YesNo = Field(False, alias="更正", description="只是更正文字，不是调整事项；不写为否")


class Notice(Content):
    """notice.yaml: the covering notice and what it issues."""

    title: Name = Field(alias="标题", description="全称，如 某某关于某某的通知；要自己断行就写成多行")
    issuer: Name = Field("", alias="发文机关", description="署名用的全称；没有就空着，不生成通知")
    document_number: str = Field("", alias="发文字号", description="如 辽政办发〔2013〕1号；没有就空着")
    copy_number: str = Field("", alias="份号", description="六位数字，如 000001")
    secrecy: str = Field("", alias="密级", description="如 机密★1年；由本通知生成的所有文书都印")
    urgency: str = Field("", alias="紧急程度", description="特急 或 加急")
    signers: list[Listed] = Field([], alias="签发人", description="上行文才写")
    mark: str = Field("", alias="发文机关标志", description="红头的文字；不写为发文机关加“文件”")
    joint_issuers: list[Listed] = Field([], alias="联合发文", description="联合发文的各机关，主办机关在前")
    addressees: Addressees = Field("", alias="主送机关", description="结尾的冒号不写")
    text: list[ParagraphOrText] = Field([], alias="正文", description="每段一项")
    attachments: list[Attachment] = Field([], alias="附件", description="没有就不写")
    present: list[Listed] = Field([], alias="出席", description="纪要的出席人员")
    absent: list[Listed] = Field([], alias="请假", description="纪要的请假人员")
    attending: list[Listed] = Field([], alias="列席", description="纪要的列席人员")
    signatory: Signatory | None = Field(None, alias="签署人", description="命令由谁签署")
    issued_on: Day | None = Field(None, alias="成文日期", description="如 2013-08-20；没有就空着，不生成通知")
    notes: Notes = Field([], alias="附注", description="如 此件公开发布；括号不写；几条就写成列表")
    contact: Contact = Field(Contact.model_construct(), alias="联系方式", description="各单位向谁询问、报送")
    sealed: YesNo = Field(True, alias="用印", description="是否加盖印章，决定落款的位置；不写为是")
    layout: Literal["文件", "信函", "命令", "纪要"] = Field("文件", alias="版式", description="不写为文件")
    duplex: YesNo = Field(False, alias="双面", description="是否双面印刷；不写为否")
    copied_to: list[Listed] = Field([], alias="抄送", description="抄送机关")
    imprint: list[str] = Field([], alias="版记", description="印发机关上面的其他各行，照原样印")
    printer: str = Field("", alias="印发机关", description="版记里的印发机关")
    printed_on: Day | None = Field(None, alias="印发日期", description="送印的日期")
    summary: SummaryTexts = Field(SummaryTexts.model_construct(), alias="汇总", description="进展情况汇总里自己写的话")
    lead_forms: dict[LeadMode, str] = Field({}, alias="牵头句式", description="各种方式的牵头怎样印")
    adjustments: list[Adjustment] = Field([], alias="调整通知", description="印发以后的调整通知，由 adjustment 写")
    former_names: dict[UnitName, list[Listed]] = Field({}, alias="曾用名", description="印发后改名的单位：正文里的旧名")
    groups: list[Group] = Field([], alias="单位组", description="这份通知里合起来称呼的单位")
    documents: list[DocumentTitle] = Field([], alias="文书", description="这份通知做哪些文书；不写就看通知要求报送什么")
    report_columns: Columns = Field(
        ["进展情况", "存在问题", "下一步打算"], alias="填报栏目", description="报送表每项任务要填的栏目，完成状态之外的"
    )
    deadlines: list[Deadline] = Field([], alias="时限", description="全部日期，每个只在这里写一次")
    arrangements: Arrangements = Field([], alias="印发件", description="随通知印发的方案、安排等；几件就写成列表")
    numbering: Literal["分段", "连续"] = Field("分段", alias="编号", description="没有印发件时，各部分的编号方式")
    ordinal: Ordinal | None = Field(None, alias="序数", description="没有印发件时，各部分怎样编号")
    sections: list[Section] = Field([], alias="部分", description="通知自带部分时用，代替印发件")
    closing: list[ParagraphOrText] = Field([], alias="结语", description="通知自带部分时用")

    @property
    def report_labels(self) -> tuple[str, ...]:
        """The labels of a task in its reports, first those that the notice asks for; earlier forms may ask more."""
        return tuple(dict.fromkeys((PROGRESS_LABELS[0], *self.report_columns, *PROGRESS_LABELS)))

    @model_validator(mode="after")
    def _one_body(self) -> Notice:
        if self.arrangements and (self.sections or self.closing):
            raise fault("有了“印发件”，顶层就不能再写“部分”或“结语”", "把它们移到“印发件”里面")
        return self
