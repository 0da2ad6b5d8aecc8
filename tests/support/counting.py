"""The figures of the cycle, counted a second time: from notice.yaml and what was typed, with nothing of the tool's."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from support.files import NOTICE
from support.playing import DECLINING, NIL, Cycle

NUMERALS = "一二三四五六七八九十"
STATES = ("未启动", "推进中", "已完成", "长期推进")
MIXED = "牵头单位反馈不一"
KINDS = {"缺人员": "机构和人员方面", "缺经费": "经费和保障方面"}
DUE = {"实施方案": date(2013, 9, 6), "专栏": date(2013, 10, 16), "进展情况": date(2013, 12, 13)}


class Task:
    """An item of the notice: where it stands, what it is called, its measures' names, and who leads it."""

    def __init__(self, label: str, item: dict[str, Any]) -> None:
        self.label, self.title = label, item["标题"]
        texts = [one if isinstance(one, str) else one.get("内容", "") for one in item.get("措施", [])]
        texts = [text.replace("【时限：保障性住房信息】", "2013年") for text in texts]  # the one date in a name
        self.measures = [(f"{NUMERALS[at]}是", text.split("。")[0]) for at, text in enumerate(texts)]
        lead = item.get("牵头", {})
        self.leads: list[str] = lead.get("部门", [])
        self.is_separate = lead.get("方式") == "分别牵头"


class Count:
    """What the cycle comes to."""

    def __init__(self, cycle: Cycle) -> None:
        content = cycle.folder / "content"
        units = read(content / "departments.yaml")["单位"]
        self.short = {one["名称"]: one.get("简称", one["名称"]) for one in sorted(units, key=lambda one: one["序号"])}
        self.city = {one["名称"] for one in units if one["类别"] == "市"}
        parts = read(content / NOTICE / "notice.yaml")["印发件"]["部分"]
        placed = [
            Task(f"{NUMERALS[part]}（{NUMERALS[at]}）", item)
            for part, section in enumerate(parts)
            for at, item in enumerate(section["事项"])
        ]
        self.tasks = [task for task in placed if task.leads]
        self.safeguards = [task for task in placed if not task.leads]
        self.typed, self.received = cycle.typed, {unit: day(text) for unit, text in cycle.received.items()}
        leading = {name for task in self.tasks for name in task.leads}
        self.asked = [unit for unit in self.short if unit in self.city or unit in leading]
        self.departments = [unit for unit in self.asked if unit not in self.city]
        self.cities = [unit for unit in self.asked if unit in self.city]

    def done_on(self, what: str, unit: str) -> date | None:
        """When a unit did what a deadline asks; the cities were asked for neither plan nor column."""
        if what == "进展情况":
            return self.received.get(unit)
        label = {"实施方案": "方案报送日期", "专栏": "开通日期"}[what]
        return date(2013, 10, 15) if ("", label) in self.typed.get(unit, {}) else None

    def groups(self, what: str, units: list[str]) -> dict[str, list[str]]:
        days = {unit: self.done_on(what, unit) for unit in units}
        return {
            "应报": units,
            "已报": [unit for unit in units if days[unit]],
            "按时": [unit for unit in units if (on := days[unit]) and on <= DUE[what]],
            "逾期": [unit for unit in units if (on := days[unit]) and on > DUE[what]],
            "未报": [unit for unit in units if not days[unit]],
        }

    def declines(self, unit: str, number: str) -> bool:
        return self.typed.get(unit, {}).get((number, "进展情况")) in DECLINING

    def state(self, unit: str, number: str) -> str:
        """What a unit ticked; nothing where it writes that another one carries the measure out."""
        return "" if self.declines(unit, number) else self.typed.get(unit, {}).get((number, "完成状态"), "")

    def state_of_measure(self, task: Task, number: str) -> str:
        given = {state for lead in task.leads if (state := self.state(lead, task.label + number))}
        return "未反馈" if not given else MIXED if len(given) > 1 else given.pop()

    def measures(self, task: Task | None = None) -> Counter[str]:
        tasks = [task] if task else self.tasks
        return Counter(self.state_of_measure(one, number) for one in tasks for number, _ in one.measures)

    def cities_at(self, task: Task) -> dict[str, list[str]]:
        found = {state: [unit for unit in self.cities if self.state(unit, task.label) == state] for state in STATES}
        return {state: units for state, units in found.items() if units}

    def answered(self, task: Task) -> list[str]:
        """Who answered a safeguard, or of the cities an item."""
        return [unit for unit in self.asked if any(number == task.label for number, _ in self.typed.get(unit, {}))]

    def by_day(self) -> dict[date, list[str]]:
        days = sorted(set(self.received.values()))
        return {on: [unit for unit in self.asked if self.received.get(unit, date.max) <= on] for on in days}

    def names(self, units: list[str]) -> str:
        return "、".join(self.short[unit] for unit in units)

    def said(self) -> list[tuple[str, str, str, str]]:
        """Everything that was typed under the four labels of words: unit, number, label, words; problems one by one."""
        labels = ("进展情况", "公开数据", "存在问题", "下一步打算")
        return [
            (unit, number, label, one.removesuffix("。").removesuffix("；"))
            for unit, typed in self.typed.items()
            for (number, label), words in typed.items()
            if label in labels and words not in (*NIL, *DECLINING)
            for one in (one_by_one(words) if label == "存在问题" else [words])
        ]

    def troubled(self) -> dict[str, list[str]]:
        """Which units tell of a problem of each kind."""
        told: dict[str, set[str]] = {}
        for unit, _, label, words in self.said():
            if label == "存在问题":
                told.setdefault(KINDS.get(words[-3:], "其他方面"), set()).add(unit)
        return {kind: [unit for unit in self.asked if unit in units] for kind, units in told.items()}


def one_by_one(words: str) -> list[str]:
    """The problems of a cell: 主要存在以下问题：一是…；二是…。"""
    _, announced, told = words.partition("以下问题：一是")
    return told.split("；二是") if announced else [words]


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


def day(text: str) -> date:
    year, month, on = map(int, re.findall(r"\d+", text))
    return date(year, month, on)


def percent(part: int, whole: int) -> str:
    tenths = round(1000 * part / whole)
    return f"{tenths // 10}%" if tenths % 10 == 0 else f"{tenths / 10}%"
