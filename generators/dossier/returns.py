"""What a unit has returned: content/<notice>/returns/<名称>.yaml. The order of the keys is that of the forms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from generators.dossier.nodes import Content
from generators.dossier.task_key import TaskKey
from generators.dossier.values import Day, UnitName
from generators.submission import PROGRESS_LABELS
from generators.wording import STATES, TaskState

STATE = "完成状态"
REWORDED = "任务"  # in 原话: how the form names a task, where that is not quite as the notice does
_RECORDED = ("纸质", "扫描件", "电话")  # the 方式 of a 来源 that is no file: somebody noted that it came


class Origin(Content):
    """来源: a file, or what else came in, and when."""

    file: str = Field("", alias="文件", description="文件名；不是电子版的不写")
    digest: str = Field("", alias="指纹", description="程序用来认出同一个文件，不要改")
    received_on: Day = Field(alias="收到", description="收到的日期")
    by: Literal["电子版", "台账", "纸质", "扫描件", "电话"] = Field("电子版", alias="方式", description="怎样收到的")
    original: str = Field("", alias="原件", description="有没读出来的内容时，整份存在 returns/原件 里的文件名")
    what: str = Field("进展", alias="内容", description="方案、专栏、进展，或时限里“报送”的话；不写为进展")


class LooseWords(Content):
    """Words that were typed where no label says what they are about."""

    place: str = Field(alias="位置", description="在来文的什么地方")
    words: str = Field(alias="原话", description="原话照录")


class Pending(Content):
    """待核对: what a person should look at once, and what the words themselves do not show. Answered, it is gone.

    `item`, `measure`, `label` and `typed` are those of a cell of the ledger that was not taken.
    """

    place: str = Field(alias="位置", description="在来文或台账的什么地方")
    message: str = Field(alias="说明", description="要核对什么")
    words: str = Field("", alias="原话", description="说的是哪些话")
    item: str = Field("", alias="事项", description="台账那一行的事项")
    measure: str = Field("", alias="措施", description="台账那一行的措施")
    label: str = Field("", alias="栏目", description="台账上没有收的那一栏")
    typed: str = Field("", alias="台账", description="台账上写的；清空的不写")


class AboutTask(Content):
    """An entry about one measure or item, which it names by its words, so that renumbering does not move it."""

    item: str = Field(alias="事项", description="事项的标题，照通知原文")
    measure: str = Field("", alias="措施", description="措施的第一句，照通知原文；按事项填报时不写")

    @property
    def key(self) -> TaskKey:
        """The task that it is about."""
        return TaskKey.of(self.item, self.measure)


class TaskEntry(AboutTask):
    """What a report states of one measure or item."""

    state: TaskState | None = Field(None, alias="完成状态", description="未启动、推进中、已完成、长期推进、不承担之一")
    as_written: dict[str, str] = Field({}, alias="原话", description="填的不合格式的，照录：完成状态: 基本完成")
    progress: str = Field("", alias="进展情况", description="原话照录")
    data: str = Field("", alias="公开数据", description="原话照录")
    difficulties: str = Field("", alias="存在问题", description="原话照录")
    next_steps: str = Field("", alias="下一步打算", description="原话照录")
    further: dict[str, str] = Field({}, alias="其他栏目", description="通知另要填的栏目，原话照录：排查数量: 35")

    @classmethod
    def from_labels(cls, item: str, measure: str, values: Mapping[str, str]) -> TaskEntry:
        """The entry of a task from words by the form's labels. A 完成状态 that is no choice is kept under 原话."""
        further = {label: words for label, words in values.items() if label not in PROGRESS_LABELS}
        usual = {label: words for label, words in values.items() if label in PROGRESS_LABELS}
        fields: dict[str, object] = {"事项": item, "措施": measure, **usual, "其他栏目": further}
        if STATE in values:
            state = values[STATE].strip(" 　。；;")
            fields |= {STATE: state} if state in STATES else {STATE: None, "原话": {STATE: values[STATE]}}
        return cls.model_validate(fields)

    def by_label(self) -> dict[str, str]:
        """Its words by the form's labels, empty ones included; without `as_written`."""
        words = (self.state or "", self.progress, self.data, self.difficulties, self.next_steps)
        return dict(zip(PROGRESS_LABELS, words, strict=True)) | self.further


class PlanEntry(AboutTask):
    """What an implementation plan states of one measure or item."""

    steps: str = Field("", alias="具体举措", description="原话照录")
    office: str = Field("", alias="责任处室", description="原话照录")
    person: str = Field("", alias="责任人", description="原话照录")
    period: str = Field("", alias="起止时间", description="原话照录")
    publicity: str = Field("", alias="公开方式", description="原话照录")

    @classmethod
    def from_labels(cls, item: str, measure: str, values: Mapping[str, str]) -> PlanEntry:
        """The entry of a task from words by the form's labels."""
        return cls.model_validate({"事项": item, "措施": measure, **values})


class FilledAttachment(Content):
    """附件: what a unit filled into the table of an attachment."""

    title: str = Field(alias="名称", description="附件的名称")
    rows: list[list[str]] = Field(alias="行", description="填了的各行，照录")


class Return(Content):
    """One unit's return, under the labels of the form."""

    unit: UnitName = Field(alias="单位", description="报送单位的名称")
    received_on: Day | None = Field(None, alias="收到日期", description="进展情况收到的日期")
    filled_on: Day | None = Field(None, alias="填表日期", description="表上填写的日期")
    filled_by: str = Field("", alias="填报人", description="姓名")
    telephone: str = Field("", alias="联系电话", description="填报人的电话")
    plan_sent_on: Day | None = Field(None, alias="方案报送日期", description="实施方案报出的日期")
    column_url: str = Field("", alias="专栏网址", description="专栏的网址")
    column_opened_on: Day | None = Field(None, alias="开通日期", description="专栏开通的日期")
    secrecy_review: str = Field("", alias="保密审查", description="审查机构或审查人")
    approved_by: str = Field("", alias="审签人", description="姓名")
    as_written: dict[str, str] = Field({}, alias="原话", description="填的不合格式的，照录：开通日期: 国庆以后")
    progress: list[TaskEntry] = Field([], alias="进展", description="每项措施或事项一条")
    plan: list[PlanEntry] = Field([], alias="方案", description="实施方案里每项措施或事项一条")
    attachments: list[FilledAttachment] = Field([], alias="附件", description="填报的附件，一件一条")
    loose: list[LooseWords] = Field([], alias="其他内容", description="写在别处的话，照录")
    pending: list[Pending] = Field([], alias="待核对", description="收的时候看到、还没有核对的；核对过就删去")
    origins: list[Origin] = Field([], alias="来源", description="收到过哪些文件")

    @property
    def report_day(self) -> Day | None:
        """The day on which the report came: 收到日期, else the first 来源 on paper, by scan or by telephone."""
        noted = [one.received_on for one in self.origins if one.by in _RECORDED and one.what == "进展"]
        return self.received_on or min(noted, default=None)
