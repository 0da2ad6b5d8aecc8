"""Every figure of the cycle's documents against a count of its own, and every sentence in its own unit's mouth."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from support.charts import cached, parts
from support.counting import DUE, KINDS, MIXED, STATES, Count, Task, day, percent
from support.files import NOTICE, W, paragraphs_of, tables_of
from support.playing import ON, Cycle, duban

from generators.office.libreoffice import convert

ORDER = (*STATES, MIXED)
CHART = "{urn:oasis:names:tc:opendocument:xmlns:chart:1.0}"


@pytest.fixture(scope="module")
def count(cycle: Cycle) -> Count:
    return Count(cycle)


@pytest.fixture(scope="module")
def summary(cycle: Cycle) -> Path:
    assert [one["outcome"] for one in duban(cycle.folder, "progress-summary")["outputs"]] != ["failed"]
    return cycle.folder / "output" / NOTICE / f"{NOTICE}-进展情况汇总.docx"


def shown_and_hidden(path: Path) -> tuple[list[str], list[str]]:
    """The paragraphs that a reader sees, outside of tables, and the hidden ones that trace the figures."""
    root = etree.fromstring(zipfile.ZipFile(path).read("word/document.xml"))
    shown, hidden = [], []
    for paragraph in root.find(f"{W}body").findall(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        lines = hidden if style is not None and style.get(f"{W}val") == "Trace" else shown
        lines.append("".join(text.text or "" for text in paragraph.iter(f"{W}t")))
    return shown, [line for line in hidden if line]


def general(count: Count) -> list[str]:
    """The sentences with figures of the general part, worded from the count."""

    def reported(units: list[str], lead: str) -> str:
        groups = count.groups("进展情况", units)
        late = f"（逾期{len(groups['逾期'])}个：{count.names(groups['逾期'])}）" if groups["逾期"] else ""
        return f"{lead}{len(units)}个，已报送{len(groups['已报'])}个{late}，报送率{percent(len(groups['已报']), len(units))}"

    reports, plans = count.groups("进展情况", count.asked), count.groups("实施方案", count.departments)
    columns, states = count.groups("专栏", count.departments), count.measures()
    assert plans["已报"] == plans["逾期"] and columns["已报"] == columns["按时"]  # so the sentences below say
    total, silent = sum(states.values()), states["未反馈"]
    told = "、".join(f"{state}{states[state]}项" for state in ORDER if states[state])
    rate = percent(len(reports["已报"]), len(count.asked))
    kinds = "、".join(f"{kind}（{len(units)}个单位）" for kind, units in most_reported(count))
    return [
        "（统计截至2013年12月14日）",
        f"截至2013年12月14日，应报送进展情况的{len(count.asked)}个单位中已报送{len(reports['已报'])}个，报送率{rate}，"
        f"其中逾期{len(reports['逾期'])}个。{len(count.tasks)}项重点任务的{total}项具体措施中，{total - silent}项已有反馈，"
        f"其中{told}。各单位反映的问题主要集中在{kinds}。",
        reported(count.asked, "应报送单位") + "。",
        f"其中，{reported(count.departments, '省直部门')}；{reported(count.cities, '各市')}。",
        f"尚有{len(reports['未报'])}个单位未报送，各单位报送情况见附件1。",
        f"应于2013年9月6日前报送实施方案的单位{len(count.departments)}个，已报送{len(plans['已报'])}个，"
        f"均为逾期（{count.names(plans['逾期'])}）；尚有{len(plans['未报'])}个未报送。",
        f"应于2013年10月16日前开通专栏的单位{len(count.departments)}个，已开通{len(columns['已报'])}个，均按时；"
        f"尚有{len(columns['未报'])}个未反馈开通情况。",
        f"重点任务共{len(count.tasks)}项，具体措施{total}项。按牵头单位反馈的完成状态统计，"
        f"已有反馈的措施{total - silent}项：{told}{f'；尚无反馈的{silent}项' if silent else ''}。"
        "各项措施进展见附件2，各市落实情况见附件3。",
        f"省政府办公厅将督促尚未报送的{len(reports['未报'])}个单位尽快报送进展情况。",
    ]


def most_reported(count: Count) -> list[tuple[str, list[str]]]:
    """The kinds of problems, but for the rest, with who reports them: those of the most units first."""
    kinds = [(kind, units) for kind in KINDS.values() if (units := count.troubled().get(kind))]
    return sorted(kinds, key=lambda one: -len(one[1]))


def of_items(count: Count) -> list[str]:
    """The sentences with figures of areas, safeguards and problems."""
    found = [f"共{len(task.measures)}项措施" for task in count.tasks]
    for task in count.tasks:
        by_state = count.cities_at(task)
        told = "、".join(f"{state}{len(units)}个" for state, units in by_state.items())
        answered = sum(map(len, by_state.values()))
        alike = f"{'均' if answered > 1 else ''}为{next(iter(by_state))}"
        states = f"其中{told}" if len(by_state) > 1 else alike
        found.append(f"各市落实情况：{len(count.cities)}个市中{answered}个作了反馈，{states}。")
    found += [f"{len(count.answered(task))}个单位作了反馈。" for task in count.safeguards]
    return [*found, *(f"{kind}。共{len(units)}个单位反映。" for kind, units in count.troubled().items())]


def test_every_figure_of_the_text_is_the_one_counted(count: Count, summary: Path) -> None:
    text = "\n".join(shown_and_hidden(summary)[0])
    for expected in (*general(count), *of_items(count)):
        assert expected in text, expected
        text = text.replace(expected, "", 1)
    for *_, words in count.said():
        text = text.replace(words, "")
    for task in (*count.tasks, *count.safeguards):
        for name in (task.title, *(name for _, name in task.measures)):
            text = text.replace(name, "")
    text = re.sub(r"见附件4|^附件：?[1-4]?|^\d+\.", "", text, flags=re.MULTILINE)
    assert re.findall(r".{0,12}\d.{0,12}", text) == [], "a figure that nobody counted"
    assert re.findall("[零一二三四五六七八九十百]+[个家项]", text) == []


def test_the_measures_of_an_area_are_numbered_from_one_in_the_notices_order(count: Count, summary: Path) -> None:
    text = "\n".join(shown_and_hidden(summary)[0])
    for task in count.tasks:
        area = re.split(r"\n（[一二三四五六七八九十]+）|\n三、", text.split(f"）{task.title}。由")[1])[0]
        if task.is_separate:
            assert_numbered_by_lead(count, task, area)
            continue
        numbers = re.findall(r"^(\d+)\.(.+?)。", area, flags=re.MULTILINE)
        told = [
            name for number, name in task.measures if any(count.state(lead, task.label + number) for lead in task.leads)
        ]
        assert [name for _, name in numbers] == told
        assert [int(number) for number, _ in numbers] == list(range(1, len(numbers) + 1))


def assert_numbered_by_lead(count: Count, task: Task, area: str) -> None:
    """Each lead that answered has its measures under its name, numbered from one in the notice's order."""
    names = "|".join(count.short[lead] for lead in task.leads)
    found = re.split(rf"^({names})报告如下：$", area, flags=re.MULTILINE)[1:]
    answered = [lead for lead in task.leads if any(count.state(lead, task.label + at) for at, _ in task.measures)]
    assert found[::2] == short(count, answered)
    for lead, part in zip(answered, found[1::2], strict=True):
        named = [(name, state) for number, name in task.measures if (state := count.state(lead, task.label + number))]
        states = "|".join(STATES)
        numbered = re.findall(rf"^(\d+)\.(.+?)（({states})）：", part, flags=re.MULTILINE)
        assert numbered == [(str(at), name, state) for at, (name, state) in enumerate(named, 1)]


def test_every_cell_of_the_tables_is_the_one_counted(count: Count, summary: Path) -> None:
    overview, progress, cities, _ = tables_of(summary)

    def when(what: str, unit: str, silent: str) -> str:
        on = count.done_on(what, unit)
        if unit in count.city and what != "进展情况":  # its form asks for the day, and no deadline binds it
            return f"{on.year}年{on.month}月{on.day}日" if on else "—"
        late = "（逾期）" if on and on > DUE[what] else ""
        return f"{on.year}年{on.month}月{on.day}日{late}" if on else silent

    assert overview[1:] == [
        [
            str(number),
            count.short[unit],
            when("实施方案", unit, "未报送"),
            when("专栏", unit, "未反馈"),
            when("进展情况", unit, "未报送"),
        ]
        for number, unit in enumerate(count.asked, 1)
    ]
    rows = [(task, number, name) for task in count.tasks for number, name in task.measures]
    assert [row[2:4] for row in progress[1:]] == [[number, name] for _, number, name in rows]
    for row, (task, number, _) in zip(progress[1:], rows, strict=True):
        given: dict[str, list[str]] = {}
        for lead in task.leads:
            silent = "未反馈" if lead in count.typed else "未报送"
            silent = "不承担" if count.declines(lead, task.label + number) else silent
            given.setdefault(count.state(lead, task.label + number) or silent, []).append(lead)
        (state, units), *more = given.items()
        alone = state if len(units) == 1 else f"{count.names(units)}均{state}"
        told = "".join(f"{one}：{count.names(those)}" for one, those in given.items()) if more else alone
        assert by_unit(row[4]) == by_unit(told)
    for row, task in zip(cities[1:], count.tasks, strict=True):
        groups = count.cities_at(task)
        groups["未反馈"] = [unit for unit in count.cities if not count.state(unit, task.label)]
        told = "".join(f"{state}{len(units)}个：{count.names(units)}" for state, units in groups.items())
        assert row == [task.label, task.title, told]


def expected_traces(count: Count) -> dict[str, list[str]]:
    """Every figure that the summary may trace, and whom or what it counts."""
    found: dict[str, list[str]] = {}
    for name, what, units in (
        ("进展情况", "进展情况", count.asked),
        ("进展情况省直部门", "进展情况", count.departments),
        ("进展情况各市", "进展情况", count.cities),
        ("实施方案", "实施方案", count.departments),
        ("专栏", "专栏", count.departments),
    ):
        found |= {f"{name}{group}": short(count, those) for group, those in count.groups(what, units).items()}
    every = [(task, number, f"{task.label}{number}{name}") for task in count.tasks for number, name in task.measures]
    found["重点任务"] = [f"{task.label}{task.title}" for task in count.tasks]
    found["措施"] = [name for *_, name in every]
    found["措施有反馈"] = [name for task, at, name in every if count.state_of_measure(task, at) != "未反馈"]
    for state in (*ORDER, "未反馈"):
        matching = [(task, name) for task, at, name in every if count.state_of_measure(task, at) == state]
        found[f"措施{state}"] = [name for _, name in matching]
        for task in count.tasks:
            found[f"{task.label}措施{state}"] = [name for one, name in matching if one is task]
    for on, units in count.by_day().items():
        found[f"{on.month}月{on.day}日累计已报"] = short(count, units)
    for task in count.tasks:
        by_state = count.cities_at(task)
        found[f"{task.label}各市有反馈"] = short(
            count, [unit for unit in count.cities if count.state(unit, task.label)]
        )
        found |= {f"{task.label}各市{state}": short(count, units) for state, units in by_state.items()}
    for task in count.safeguards:
        found[f"{task.label}有反馈"] = short(count, count.answered(task))
    assert len(count.troubled()) == 3
    found |= {f"问题{kind}": short(count, units) for kind, units in count.troubled().items()}
    return {name: counted for name, counted in found.items() if counted}


def short(count: Count, units: list[str]) -> list[str]:
    return [count.short[unit] for unit in units]


def test_every_figure_leads_to_its_units_in_the_hidden_list(count: Count, summary: Path) -> None:
    traced = {}
    for line in shown_and_hidden(summary)[1]:
        figure, _, source = line.partition("：")
        name, number = re.fullmatch(r"(.*?\D)(\d+)", figure).groups()
        assert name not in traced, name
        traced[name] = (int(number), source)
    expected = expected_traces(count)
    assert set(traced) == set(expected)
    for name, counted in expected.items():
        number, source = traced[name]
        assert number == len(counted), name
        # Names of measures bear the same comma that stands between them, so compare without order and comma.
        assert sorted(source.replace("、", "")) == sorted("".join(counted).replace("、", "")), name


def by_unit(cell: str) -> dict[str, str]:
    """Which state stands before each unit's name in a cell, the reason of 不承担 left out; else the cell as it is."""
    plain = re.sub("不承担（.*?）(?=：)", "不承担", cell)
    found: dict[str, str] = {}
    for state, units in re.findall(r"(?:^|(?<=[厅委局办会市]))([^：、]{3,8})：([^：]*[厅委局办会市])", plain):
        found |= dict.fromkeys(units.split("、"), state)
    return found or {"": cell}


def test_every_sentence_is_told_by_its_own_unit_with_its_own_state(count: Count, summary: Path) -> None:
    text = "\n".join(paragraphs_of(summary))
    said = count.said()
    assert len({words for *_, words in said}) == len(said) > 800
    for at, (*_, words) in enumerate(said):
        assert words in text, words
        text = text.replace(words, f"«{at}»")
    names = "|".join(sorted(count.short.values(), key=len, reverse=True))
    teller = ""
    for found in re.finditer(rf"({names})|«(\d+)»", text):
        if found[1]:
            teller = found[1]
            continue
        unit, number, label, words = said[int(found[2])]
        assert teller == count.short[unit], (teller, words)
        if label == "进展情况":
            before = text[: found.start()].removesuffix("，").removesuffix("：")
            assert before.endswith(f"（{count.state(unit, number)}）"), (unit, number)
        elif label == "公开数据":
            assert text[: found.start()].endswith("。公开数据：")


def charts(count: Count) -> list[list[list[str]]]:
    """What the two charts are to show, as sheets: units by day, and measures of each task by state."""
    line = [["", "已报送"]]
    line += [[f"{on.month}月{on.day}日", str(len(units))] for on, units in count.by_day().items()]
    states = [state for state in (*ORDER, "未反馈") if count.measures()[state]]
    bars = [["", *states]]
    bars += [[task.title, *(str(count.measures(task)[state]) for state in states)] for task in count.tasks]
    return [line, bars]


def test_the_charts_show_what_was_counted_and_hold_it_in_their_workbooks(count: Count, summary: Path) -> None:
    found = parts(summary)
    for number, expected in enumerate(charts(count), 1):
        assert cached(found[f"word/charts/chart{number}.xml"]) == expected
        book = openpyxl.load_workbook(io.BytesIO(found[f"word/embeddings/chart{number}.xlsx"]))
        rows = [["" if one is None else str(one) for one in row] for row in book["Sheet1"].iter_rows(values_only=True)]
        assert rows == expected
    line, bars = charts(count)
    assert int(line[-1][1]) == len(count.groups("进展情况", count.asked)["已报"])
    assert sum(int(value) for row in bars[1:] for value in row[1:]) == sum(count.measures().values())


@pytest.mark.libreoffice
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice (soffice) is not installed")
def test_libreoffice_opens_the_charts_as_charts_with_the_same_numbers(
    count: Count, summary: Path, tmp_path: Path
) -> None:
    """As OpenDocument, where a chart is an object with the table of its numbers."""
    with zipfile.ZipFile(convert([summary], "odt", tmp_path).made[summary]) as package:
        objects = sorted(name for name in package.namelist() if re.fullmatch(r"Object \d+/content.xml", name))
        opened = [etree.fromstring(package.read(name)) for name in objects]
    kinds = [next(root.iter(f"{CHART}chart")).get(f"{CHART}class") for root in opened]
    assert kinds == ["chart:line", "chart:bar"]
    tables = [
        [["".join(cell.itertext()) for cell in row.iter("{*}table-cell")] for row in root.iter("{*}table-row")]
        for root in opened
    ]
    assert tables == charts(count)


def test_status_says_what_was_counted(cycle: Cycle, count: Count) -> None:
    rows = duban(cycle.folder, "status", "--on", ON)["units"]
    told = {(row["deadline"], row["for"]): (row["state"], row["days_late"]) for row in rows}
    expected = {}
    for what, name, units in (
        ("实施方案", "实施方案", count.departments),
        ("专栏", "专栏开通", count.departments),
        ("进展情况", "进展报告", count.asked),
    ):
        groups = count.groups(what, units)
        for unit in units:
            on = count.done_on(what, unit)
            late = max(0, ((on or day(ON)) - DUE[what]).days)
            expected[name, unit] = ("returned" if unit in groups["已报"] else "overdue", late)
    assert len(rows) == len(told)
    assert told == expected


def test_reminders_and_circular_say_what_was_counted(cycle: Cycle, count: Count) -> None:
    made = duban(cycle.folder, "reminders", "--on", ON)["outputs"]
    letters = {one["for"]: cycle.folder / one["path"] for one in made if one["for"]}
    owing = {unit for unit in count.asked if unit not in count.typed}
    assert set(letters) == owing
    matters = {
        "2013年9月6日前将具体实施方案报省政府办公厅，至今未报，已逾期99天": count.departments,
        "2013年10月16日前在本部门网站开通“重点政府信息公开”专栏，至今未反馈开通情况，已逾期59天": count.departments,
        "2013年12月13日前将相关工作开展情况报省政府办公厅，至今未报，已逾期1天": count.asked,
    }
    for unit, path in letters.items():
        text = "\n".join(paragraphs_of(path))
        asked = [matter for matter, bound in matters.items() if unit in bound]
        assert [line.split("应于")[1].rstrip("。") for line in text.splitlines() if "应于" in line] == asked
    (path,) = [cycle.folder / one["path"] for one in duban(cycle.folder, "circular", "--on", ON)["outputs"]]
    text = "\n".join(paragraphs_of(path))
    plans, columns = count.groups("实施方案", count.departments), count.groups("专栏", count.departments)
    late = {unit: (on - DUE["进展情况"]).days for unit, on in count.received.items()}

    def part(verb: str, units: list[str], **groups: list[str]) -> str:
        counted = "；".join(
            f"{what}{len(names)}个，{'分别是' if len(names) > 1 else '为'}{'、'.join(names)}"
            for what, names in groups.items()
        )
        return f"应{verb}单位{len(units)}个。其中，{counted}。"

    told = [
        part(
            "报送",
            count.departments,
            逾期报送=[f"{name}（逾期39天）" for name in short(count, plans["逾期"])],
            尚未报送=short(count, plans["未报"]),
        ),
        part(
            "开通",
            count.departments,
            按时开通=short(count, columns["按时"]),
            尚未反馈开通情况=short(count, columns["未报"]),
        ),
    ]
    for heading, units in (("（一）省直部门。", count.departments), ("（二）各市。", count.cities)):
        groups = count.groups("进展情况", units)
        told.append(
            heading
            + part(
                "报送",
                units,
                按时报送=short(count, groups["按时"]),
                逾期报送=[f"{count.short[unit]}（逾期{late[unit]}天）" for unit in groups["逾期"]],
                尚未报送=short(count, groups["未报"]),
            )
        )
    for sentence in told:
        assert sentence in text, sentence
        text = text.replace(sentence, "", 1)
    text = re.sub(r"2013年(9月6日|10月16日|12月1[34]日)", "", text)
    assert re.findall(r".{0,9}\d.{0,9}", text) == ["〔2013〕　　号"]
