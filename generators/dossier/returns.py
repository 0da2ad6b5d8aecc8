"""What a unit has returned: content/<notice>/returns/<名称>.yaml."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from generators.dossier.models import Content
from generators.dossier.values import Day, UnitName

State = Literal["未启动", "推进中", "已完成", "长期推进"]


class Progress(Content):
    """What a unit says of one measure or item. It is known by its words, so that renumbering does not move it."""

    item: str = Field(alias="事项", description="事项的标题，照通知原文")
    measure: str = Field("", alias="措施", description="措施的第一句，照通知原文；按事项填报时不写")
    state: State | None = Field(None, alias="完成状态", description="未启动、推进中、已完成、长期推进之一")
    progress: str = Field("", alias="进展情况", description="原话照录")
    data: str = Field("", alias="公开数据", description="原话照录")
    difficulties: str = Field("", alias="存在问题", description="原话照录")
    next_steps: str = Field("", alias="下一步打算", description="原话照录")


class Return(Content):
    """One unit's return, under the labels of the form."""

    unit: UnitName = Field(alias="单位", description="报送单位的名称")
    received_on: Day | None = Field(None, alias="收到日期", description="进展情况收到的日期")
    plan_sent_on: Day | None = Field(None, alias="方案报送日期", description="实施方案报出的日期")
    column_url: str = Field("", alias="专栏网址", description="专栏的网址")
    column_opened_on: Day | None = Field(None, alias="开通日期", description="专栏开通的日期")
    secrecy_review: str = Field("", alias="保密审查", description="审查机构或审查人")
    filled_by: str = Field("", alias="填报人", description="姓名")
    telephone: str = Field("", alias="联系电话", description="填报人的电话")
    approved_by: str = Field("", alias="审签人", description="姓名")
    filled_on: Day | None = Field(None, alias="填表日期", description="表上填写的日期")
    progress: list[Progress] = Field([], alias="进展", description="每项措施或事项一条")
