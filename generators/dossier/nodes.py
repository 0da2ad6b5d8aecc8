"""The nodes of a notice's text as content: sections, items, measures, clauses and paragraphs.

Every node may carry 牵头, 责任, 时限 and 性质; what stands inside wins over what stands around. A node prints
标题 · 导语 · 正文 · 措施 · 事项 · 结语 · 牵头.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    PrivateAttr,
    model_validator,
)

from generators.dossier.ordinals import Ordinal
from generators.dossier.values import DeadlineName, Name, Text, UnitOrGroup, YesNo, any_of, fault
from generators.wording import LEAD_DEPARTMENTS, LeadMode


class Content(BaseModel):
    """Base of all models of content files: frozen, and unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)


class Nature(StrEnum):
    """性质: work that is followed, what binds everybody and is led by nobody, or words that ask for nothing."""

    TASK = "任务"
    SAFEGUARD = "保障措施"
    EXPLANATION = "说明"


class Lead(Content, json_schema_extra=any_of("部门", "指导")):
    """牵头: who leads, and how. `printed` None: by the notice's 牵头句式; empty: not printed."""

    departments: list[UnitOrGroup] = Field([], alias="部门", description="牵头的单位或一组单位，按行文顺序")
    mode: LeadMode = Field(LeadMode.JOINT, alias="方式", description="牵头、分别牵头或负责")
    cooperating: list[UnitOrGroup] = Field([], alias="配合", description="配合单位")
    guiding: list[UnitOrGroup] = Field([], alias="指导", description="指导单位，只印出来，没有任务")
    printed: str | None = Field(None, alias="表述", description='原话，可用【部门】【配合】【指导】；写 "" 就不印')

    _written: dict[str, str] = PrivateAttr(default_factory=dict)

    @model_validator(mode="wrap")
    @classmethod
    def _as_written(cls, value: Any, handler: ModelWrapValidatorHandler[Lead]) -> Lead:
        lead = handler(value)
        for key, names in (("部门", lead.departments), ("配合", lead.cooperating), ("指导", lead.guiding)):
            written = value.get(key) if isinstance(value, dict) else None
            pairs = zip(names, written, strict=False) if isinstance(written, list) else ()
            lead.write_as({name: word for name, word in pairs if name != word})
        return lead

    def write_as(self, words: Mapping[str, str]) -> Lead:
        """The same lead with the words that content writes for units, by their 名称."""
        self._written.update(words)
        return self

    def named(self, names: Iterable[str]) -> list[str]:
        """Names of it as content writes them: units by the one of their names that stands there."""
        return [self._written.get(name, name) for name in names]

    @model_validator(mode="after")
    def _each_once(self) -> Lead:
        names = [*self.departments, *self.cooperating, *self.guiding]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice:
            raise fault(f"“{twice}”写了两次", "每个单位只写一次，牵头的不再写进配合")
        if LEAD_DEPARTMENTS in names:
            raise fault(f"“{LEAD_DEPARTMENTS}”不能作牵头单位", "写出单位，或写某一类别，如 各市")
        if not self.departments and not self.guiding:
            raise fault("没有写牵头的单位", "写成 部门: [单位]")
        return self


class Node(Content):
    """What every node may carry."""

    lead: Lead | None = Field(None, alias="牵头", description="谁牵头、怎样牵头")
    responsible: list[UnitOrGroup] = Field([], alias="责任", description="这里点名的单位")
    deadlines: list[DeadlineName] = Field([], alias="时限", description="这里的时限名称")
    nature: Nature | None = Field(None, alias="性质", description="任务、保障措施或说明；不写就按内容判断")


class Clause(Node):
    """分句: a part of a passage that binds only some units."""

    text: Text = Field(alias="内容", description="分句的原文，标点照写")


class TableWords(Clause):
    """A table that other documents than the notice say in words; content never has one."""


def _as_mapping(value: Any) -> Any:
    return {"内容": value} if isinstance(value, str) else value


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


ClauseOrText = Annotated[Clause, BeforeValidator(_as_mapping, json_schema_input_type=str | Clause)]


@lru_cache(4096)
def _clause(text: str) -> Clause:
    """A clause of nothing but a text. Measures are asked for their parts thousands of times."""
    return Clause.model_construct(text=text)


class Measure(Clause, json_schema_extra=any_of("内容", "分句")):
    """措施 (一是): text, with the units and deadlines that it names."""

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
            yield _clause(self.text)
        yield from self.clauses


MeasureOrText = Annotated[Measure, BeforeValidator(_as_mapping, json_schema_input_type=str | Measure)]


class Table(Content):
    """表格: a head, which may be left out, and rows of cells."""

    upper: list[str] = Field([], alias="上层表头", description='两层的表头才写：每栏上面的字，没有写 ""')
    head: list[str] = Field([], alias="表头", description="各栏的名称，没有表头就不写")
    rows: list[list[str]] = Field([], alias="行", description="每行一个列表，几栏就几项；要各单位填的空着")

    @model_validator(mode="after")
    def _is_even(self) -> Table:
        rows = [self.head, *self.rows] if self.head else self.rows
        if not rows:
            raise fault("表格里什么也没有", "写上“表头: [甲, 乙]”，或“行: ”")
        if self.upper and len(self.upper) != len(self.head):
            raise fault(f"上层表头有 {len(self.upper)} 栏，表头有 {len(self.head)} 栏", '每栏写一项，上面没有字的写 ""')
        odd = next((number for number, row in enumerate(rows) if len(row) != len(rows[0])), 0)
        if odd:
            number = odd if self.head else odd + 1
            message = (
                f"表格第 {number} 行有 {len(rows[odd])} 栏，{'表头' if self.head else '第 1 行'}有 {len(rows[0])} 栏"
            )
            raise fault(message, '补齐或删去；空格子写成 ""')
        return self


def _as_read(value: Any) -> Any:
    return value


# As a clerk writes it; the table of the file stands in its place before the model sees it (`table_files`).
TableOrFile = Annotated[Table, BeforeValidator(_as_read, json_schema_input_type=str | Table)]


class Paragraph(Measure, json_schema_extra=any_of("内容", "分句", "表格")):
    """A paragraph of a 正文, 导语 or 结语: text, which a list of measures may follow, or a table."""

    measures: list[MeasureOrText] = Field([], alias="措施", description="接在这一段后面的一是、二是……，序号不写")
    ordinal: Ordinal | None = Field(None, alias="序数", description="措施怎样编号；不写为 一是")
    table: TableOrFile | None = Field(None, alias="表格", description="这里印一张表，代替文字")

    @model_validator(mode="after")
    def _has_content(self) -> Paragraph:
        if self.table and (self.text or self.clauses or self.measures):
            raise fault("一段里有了“表格”，又有文字", "表格单独写成一段：- 表格: { 表头: [], 行: [] }")
        if not (self.text or self.clauses or self.table):
            raise fault("这一项没有内容", "补上“内容: ”")
        return self

    def nodes(self) -> Iterator[Clause]:
        """Everything in it that may carry 牵头, 责任 and 时限, itself first."""
        for measure in (self, *self.measures):
            yield measure
            yield from measure.clauses


ParagraphOrText = Annotated[Paragraph, BeforeValidator(_as_mapping, json_schema_input_type=str | Paragraph)]
Paragraphs = Annotated[
    list[ParagraphOrText], BeforeValidator(_as_list, json_schema_input_type=str | list[ParagraphOrText])
]


class WorkItem(Node):
    """事项 (（一）): a heading with its text, measures, lead, or items below it."""

    title: Name = Field("", alias="标题", description="不写序号和句号；没有标题就不写")
    introduction: Paragraphs = Field([], alias="导语", description="“一是”或下一级事项之前的话")
    text: list[ParagraphOrText] = Field([], alias="正文", description="没有“一是”的段落")
    measures: list[MeasureOrText] = Field([], alias="措施", description="一是、二是……，序号不写")
    items: list[WorkItem] = Field([], alias="事项", description="下一级事项")
    closing: list[ParagraphOrText] = Field([], alias="结语", description="下一级事项之后的段落")
    ordinal: Ordinal | None = Field(None, alias="序数", description="下面的措施或事项怎样编号")
    numbering: Literal["分段", "连续"] = Field("分段", alias="编号", description="再下一级的序号重新起，还是连续")
    odd_number: str = Field("", alias="原编号", description="与众不同的序号，照原样印")
    run_in: YesNo | None = Field(None, alias="接排", description="标题后面是否接排正文；不写：一、另起，以下接排")
    guidance: str = Field("", alias="填写提示", description="实施方案模板里提示填什么；通知里不印")

    @model_validator(mode="after")
    def _has_content(self) -> WorkItem:
        if not (self.title or self.introduction or self.text or self.measures or self.items):
            raise fault("这一项没有内容", "补上“标题: ”或“正文: ”")
        return self

    def paragraphs(self) -> Iterator[Paragraph | Measure]:
        """Its own text, as it is printed: 导语, 正文, 措施, 结语."""
        yield from (*self.introduction, *self.text, *self.measures, *self.closing)

    def nodes(self) -> Iterator[Node]:
        """Itself and everything in it that may carry 牵头, 责任 and 时限."""
        yield self
        for paragraph in self.paragraphs():
            yield from paragraph.nodes() if isinstance(paragraph, Paragraph) else (paragraph, *paragraph.clauses)
        for item in self.items:
            yield from item.nodes()


class Section(WorkItem):
    """部分 (一、)."""
