"""The shape of the content files: the class is the schema. Aliases are the keys that a clerk writes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from generators.dates import PartialDate
from generators.dossier.values import (
    Addressees,
    Bracketed,
    Date,
    Day,
    DeadlineName,
    Listed,
    Text,
    UnitName,
    UnitOrGroup,
    Whole,
    YesNo,
    fault,
)
from generators.wording import Answer, LeadMode

CITIES = "市"  # the 类别 whose units are governments of cities, not departments


class Content(BaseModel):
    """Base of all models of content files: frozen, and unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Unit(Content):
    """单位: any body that gets a document."""

    number: Whole = Field(alias="序号", description="排序和文件名用，写定后不变；新单位取中间的数")
    name: str = Field(alias="名称", description="行文时的称谓，如 沈阳市人民政府")
    short: str = Field("", alias="简称", description="表格里的称谓，如 沈阳市；与名称相同时可不写")
    aliases: list[Listed] = Field([], alias="别名", description="正文里还可能怎样称呼它")
    category: str = Field(alias="类别", description="省直部门、市……")

    def __eq__(self, other: object) -> bool:
        """Units are the same when they bear the same 名称, which only one unit may."""
        return isinstance(other, Unit) and other.name == self.name

    def __hash__(self) -> int:
        return hash(self.name)

    @property
    def short_name(self) -> str:
        """The name in tables and file names."""
        return self.short or self.name

    @property
    def names(self) -> tuple[str, ...]:
        """All its names (名称, 简称, 别名), the longest first."""
        return tuple(sorted({self.name, self.short_name, *self.aliases}, key=len, reverse=True))

    @property
    def is_city(self) -> bool:
        """Whether it is a city's government, not a department."""
        return self.category == CITIES


class Units(Content):
    """departments.yaml."""

    units: list[Unit] = Field(alias="单位", description="按正式排序列出")


class Deadline(Content):
    """时限: what is due, by which day, for whom."""

    name: DeadlineName = Field(alias="名称", description="正文用【时限：名称】引用它")
    matter: Text = Field("", alias="事由", description="到期前要做什么、报给谁")
    date: Date = Field(alias="截止", description="日、月（2014-06）或年（2014）")
    printed: str = Field("", alias="表述", description="正文里的原话，如 2014年内；不写时按截止日期印")
    bound: list[UnitOrGroup] = Field([], alias="对象", description="受约束的单位，或 牵头部门、各市、某一类别")

    @property
    def answered_by(self) -> Answer | None:
        """What units answer it by; None where it is a date of the work, which no return answers."""
        return next((answer for answer in Answer if self.name.startswith(answer)), None)

    def text(self, *, beside: PartialDate | None = None) -> str:
        """As text prints it: its 表述, else its date (see `PartialDate.text`)."""
        return self.printed or self.date.text(beside=beside)

    def by(self) -> str:
        """As a limit: 2013年9月6日前, 2014年内."""
        return self.printed or self.date.by()


class Lead(Content):
    """牵头: who leads a work item, and how."""

    departments: list[UnitName] = Field(alias="部门", description="牵头单位，按行文顺序")
    mode: LeadMode = Field(LeadMode.JOINT, alias="方式", description="牵头、分别牵头或负责")
    cooperating: list[UnitName] = Field([], alias="配合", description="配合单位")
    printed: str = Field("", alias="表述", description="括号里的原话，三种方式都不合适时用")

    @model_validator(mode="after")
    def _each_once(self) -> Lead:
        names = [*self.departments, *self.cooperating]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice:
            raise fault(f"“{twice}”写了两次", "每个单位只写一次，牵头的不再写进配合")
        if not self.departments:
            raise fault("没有写牵头的单位", "写成 部门: [单位]")
        return self


class Clause(Content):
    """分句: a part of a passage that binds only some units."""

    text: Text = Field(alias="内容", description="分句的原文，标点照写")
    responsible: list[UnitOrGroup] = Field([], alias="责任", description="这一分句点名的单位")
    deadlines: list[DeadlineName] = Field([], alias="时限", description="这一分句的时限名称")


def _as_mapping(value: Any) -> Any:
    return {"内容": value} if isinstance(value, str) else value


ClauseOrText = Annotated[Clause, BeforeValidator(_as_mapping, json_schema_input_type=str | Clause)]


class Measure(Clause):
    """措施 (一是) or a paragraph: text, with the units and deadlines that it names."""

    text: Text = Field("", alias="内容", description="不写“一是”，序号由位置决定")
    clauses: list[ClauseOrText] = Field([], alias="分句", description="接在内容后面、只约束部分单位的几句")

    @model_validator(mode="after")
    def _has_content(self) -> Measure:
        if not self.text and not self.clauses:
            raise fault("这一项没有内容", "补上“内容: ”")
        return self

    @property
    def named(self) -> list[str]:
        """The units and groups that it or one of its clauses names, in the text's order."""
        return list(dict.fromkeys(name for clause in (self, *self.clauses) for name in clause.responsible))

    def parts(self) -> Iterator[Clause]:
        """Its text as the first clause, then its 分句 in order."""
        if self.text:
            yield Clause.model_construct(text=self.text, responsible=[], deadlines=[])
        yield from self.clauses


MeasureOrText = Annotated[Measure, BeforeValidator(_as_mapping, json_schema_input_type=str | Measure)]


class WorkItem(Content):
    """事项 (（一）): a heading with its text, measures, lead, or items below it."""

    title: str = Field(alias="标题", description="不写序号和句号")
    introduction: Text = Field("", alias="导语", description="“一是”之前的话")
    text: list[MeasureOrText] = Field([], alias="正文", description="没有“一是”的段落")
    measures: list[MeasureOrText] = Field([], alias="措施", description="一是、二是……，序号不写")
    lead: Lead | None = Field(None, alias="牵头", description="谁牵头、怎样牵头")
    items: list[WorkItem] = Field([], alias="事项", description="下一级事项")
    guidance: str = Field("", alias="填写提示", description="实施方案模板里提示填什么；通知里不印")


class Section(WorkItem):
    """部分 (一、)."""


class Arrangement(Content):
    """印发件: the document that the notice issues."""

    title: str = Field(alias="标题", description="印发件的标题，不写书名号")
    numbering: Literal["分段", "连续"] = Field("分段", alias="编号", description="（一）（二）在每部分重新起，还是连续")
    introduction: list[Text] = Field([], alias="导语", description="第一部分之前的段落")
    sections: list[Section] = Field([], alias="部分", description="一、二、……，序号不写")
    closing: list[Text] = Field([], alias="结语", description="最后一部分之后的段落")


class Attachment(Content):
    """附件 of the notice."""

    title: str = Field(alias="名称", description="附件的标题，附件说明里也用它")
    text: list[Text] = Field([], alias="正文", description="附件的段落")


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


class Notice(Content):
    """notice.yaml: the covering notice and what it issues."""

    title: str = Field(alias="标题", description="全称，如 某某关于某某的通知；要自己断行就写成多行")
    issuer: str = Field(alias="发文机关", description="署名用的全称")
    document_number: str = Field("", alias="发文字号", description="如 辽政办发〔2013〕1号；没有就空着")
    copy_number: str = Field("", alias="份号", description="六位数字，如 000001")
    secrecy: str = Field("", alias="密级", description="如 机密★1年；由本通知生成的所有文书都印")
    urgency: str = Field("", alias="紧急程度", description="特急 或 加急")
    signers: list[Listed] = Field([], alias="签发人", description="上行文才写")
    mark: str = Field("", alias="发文机关标志", description="红头的文字；不写为发文机关加“文件”")
    joint_issuers: list[Listed] = Field([], alias="联合发文", description="联合发文的各机关，主办机关在前")
    addressees: Addressees = Field("", alias="主送机关", description="结尾的冒号不写")
    text: list[Text] = Field([], alias="正文", description="每段一项")
    attachments: list[Attachment] = Field([], alias="附件", description="没有就不写")
    present: list[Listed] = Field([], alias="出席", description="纪要的出席人员")
    absent: list[Listed] = Field([], alias="请假", description="纪要的请假人员")
    attending: list[Listed] = Field([], alias="列席", description="纪要的列席人员")
    signatory: Signatory | None = Field(None, alias="签署人", description="命令由谁签署")
    issued_on: Day = Field(alias="成文日期", description="如 2013-08-20")
    note: Bracketed = Field("", alias="附注", description="如 此件公开发布；括号不写")
    contact: Contact = Field(Contact.model_construct(), alias="联系方式", description="各单位向谁询问、报送")
    sealed: YesNo = Field(True, alias="用印", description="是否加盖印章，决定落款的位置；不写为是")
    layout: Literal["文件", "信函", "命令", "纪要"] = Field("文件", alias="版式", description="不写为文件")
    duplex: YesNo = Field(False, alias="双面", description="是否双面印刷；不写为否")
    copied_to: list[Listed] = Field([], alias="抄送", description="抄送机关")
    printer: str = Field("", alias="印发机关", description="版记里的印发机关")
    printed_on: Day | None = Field(None, alias="印发日期", description="送印的日期")
    summary: SummaryTexts = Field(SummaryTexts.model_construct(), alias="汇总", description="进展情况汇总里自己写的话")
    deadlines: list[Deadline] = Field([], alias="时限", description="全部日期，每个只在这里写一次")
    arrangement: Arrangement | None = Field(None, alias="印发件", description="随通知印发的方案、安排等")
    numbering: Literal["分段", "连续"] = Field("分段", alias="编号", description="没有印发件时，各部分的编号方式")
    sections: list[Section] = Field([], alias="部分", description="通知自带部分时用，代替印发件")
    closing: list[Text] = Field([], alias="结语", description="通知自带部分时用")

    @model_validator(mode="after")
    def _one_body(self) -> Notice:
        if self.arrangement and (self.sections or self.closing):
            raise fault("有了“印发件”，顶层就不能再写“部分”或“结语”", "把它们移到“印发件”里面")
        return self
