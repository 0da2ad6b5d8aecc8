"""附件 and 印发件: what is attached to a notice, and what it issues; both have a body of sections."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeVar

from pydantic import BeforeValidator, Field, model_validator

from generators.dossier.nodes import Content, ParagraphOrText, Section, TableOrFile
from generators.dossier.ordinals import Ordinal
from generators.dossier.values import Name, UnitOrGroup, fault


class Attachment(Content):
    """附件 of the notice: a body like 印发件's, a table, a finished file beside notice.yaml, or a name alone."""

    title: Name = Field(alias="名称", description="附件的标题，附件说明里也用它")
    heading: Name = Field("", alias="标题", description="附件自己的标题，与附件说明里的名称不一样时写")
    text: list[ParagraphOrText] = Field([], alias="正文", description="附件的段落，第一部分之前的")
    ordinal: Ordinal | None = Field(None, alias="序数", description="附件各部分怎样编号；不写为 一、")
    numbering: Literal["分段", "连续"] = Field("分段", alias="编号", description="（一）（二）在每部分重新起，还是连续")
    columns: list[str] = Field([], alias="表格列", description="事项印成一张表时的各栏，如 [工作任务, 牵头单位]")
    sections: list[Section] = Field([], alias="部分", description="附件的一、二、……，序号不写")
    closing: list[ParagraphOrText] = Field([], alias="结语", description="附件最后一部分之后的段落")
    table: TableOrFile | None = Field(None, alias="表格", description="一张表，或正文下面的表；可写 名单.xlsx")
    file: str = Field("", alias="文件", description="已经做好的 .docx，放在 notice.yaml 旁边，原样另附")
    filled_by: list[UnitOrGroup] = Field([], alias="填报", description="谁来填这张表，给每个单位单做一份")

    @model_validator(mode="after")
    def _is_filled_in(self) -> Attachment:
        if self.filled_by and not self.columns and not (self.table and self.table.head):
            raise fault("写了“填报”，没有要填的表", "补上“表格: { 表头: [甲, 乙] }”")
        return self

    @model_validator(mode="after")
    def _has_rows(self) -> Attachment:
        return _with_rows(self)

    @model_validator(mode="after")
    def _is_one_thing(self) -> Attachment:
        if self.file and (self.is_printed or self.filled_by):
            raise fault("写了“文件”，又写了正文、部分、表格或填报", "文件原样另附，通知里不印；要印的不写“文件”")
        return self

    @property
    def is_printed(self) -> bool:
        """Whether there is more of it than its name."""
        return bool(self.text or self.sections or self.closing or self.table)

    @property
    def introduction(self) -> list[ParagraphOrText]:
        """What stands before its first section."""
        return self.text


class Arrangement(Content):
    """印发件: a document that the notice issues."""

    title: Name = Field(alias="标题", description="印发件的标题，不写书名号")
    ordinal: Ordinal | None = Field(None, alias="序数", description="各部分怎样编号；不写为 一、")
    numbering: Literal["分段", "连续"] = Field("分段", alias="编号", description="（一）（二）在每部分重新起，还是连续")
    columns: list[str] = Field([], alias="表格列", description="事项印成一张表时的各栏，如 [工作任务, 牵头单位]")
    introduction: list[ParagraphOrText] = Field([], alias="导语", description="第一部分之前的段落")
    sections: list[Section] = Field([], alias="部分", description="一、二、……，序号不写")
    closing: list[ParagraphOrText] = Field([], alias="结语", description="最后一部分之后的段落")
    attachments: list[Attachment] = Field([], alias="附件", description="印发件自己的附件，写法和通知的附件一样")

    @model_validator(mode="after")
    def _has_rows(self) -> Arrangement:
        return _with_rows(self)


_Body = TypeVar("_Body", Attachment, Arrangement)


def _with_rows(body: _Body) -> _Body:
    if body.columns and not body.sections:
        raise fault("写了“表格列”，没有要列进表的事项", "补上“部分: ”，表里每一行写成一个事项")
    return body


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, dict) else value


# Most notices issue one text, which need not be written as a list.
Arrangements = Annotated[
    list[Arrangement], BeforeValidator(_as_list, json_schema_input_type=Arrangement | list[Arrangement])
]
