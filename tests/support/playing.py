"""The return loop, played once for all tests: 31 units, 27 of which return a form as clerks fill them in."""

from __future__ import annotations

import json
import pickle
import random
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

import cli
from generators.wording import DECLINED, STATES
from support.files import NOTICE, make_workspace
from support.filling import WAYS, document, fill, places, round_trip
from support.shared import once
from support.zips import zip_in_gbk

ON = "2013-12-14"
SHARING = ("省教育厅", "省卫生厅", "省科技厅", "省文化厅", "省国资委")
UNITS = 31
# What clerks write into 存在问题 where there is none.
NIL = (
    *(
        "1.无",
        "（1）无",
        "一是无",
        "存在问题：无",
        "问题：无；困难：无",
        "工作顺利，暂无问题",
        "进展顺利，没有问题",
        "暂无意见建议",
    ),
    *(
        "无需要省政府协调解决的问题",
        "0",
        "〇",
        "无",
        "暂未发现明显问题",
        "① 无",
        "（一）没有问题",
        "经自查，未发现问题",
        "截至目前，尚无突出问题",
    ),
    *(
        "不存在需要省级层面协调解决的问题",
        "没什么问题",
        "各项工作有序推进，未发现存在的问题",
        "问题和困难：没有",
        "存在的主要问题：无",
    ),
    *(
        "推进顺利，无需协调",
        "未收到意见建议",
        "无问题（工作正常）",
        "暂未遇到需要协调解决的困难和问题",
        "按计划推进，暂无困难",
        "没有特别需要反映的问题",
    ),
    *("答：无", "均已按时完成，没有问题", "第一，无", "暂无问题反馈"),
    *("无，谢谢", "没啥问题", "无（已全部完成）", "工作进展顺利，无存在问题和困难", "未见异常"),
    *("尚未遇到需要上级协调解决的困难", "总体良好，未发现突出问题", "无问题，无建议", "暂时没什么困难，进展良好"),
)
# What leads write into 进展情况 where another one carries the measure out; none names the lead itself (`declines`).
DECLINING = (
    *("不承担（由省审计厅承担）", "由省审计厅承担", "本项由省物价局负责", "按分工由省编委办承担", "我厅没有此项任务"),
    *("我局无此项职责", "不承担", "本单位不承担此项任务", "此项工作由省财政厅牵头，我厅不承担", "非我厅职责"),
    *("不属于我厅职责范围", "不涉及", "我委无此项工作", "按照职责分工，该项由省环保厅负责", "该项任务我厅不承担"),
    *("不属本单位职能", "此项职能已划转省审计厅", "我厅不涉及该项工作", "职责不在我厅", "我厅非责任单位"),
)


def duban(folder: Path, *arguments: str) -> dict[str, Any]:
    result = CliRunner().invoke(cli.cli, ["-C", str(folder), *arguments, "--json"])
    assert "Traceback" not in result.output, result.output
    return json.loads(result.stdout)


class Cycle:
    """One cycle as it was played: what each unit typed, and when its file was taken in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.typed: dict[str, dict[tuple[str, str], str]] = {}
        self.received: dict[str, str] = {}

    @property
    def returns(self) -> Path:
        return self.folder / "content" / NOTICE / "returns"


def answers(unit: str, asked: list[tuple[str, str]], chance: random.Random) -> dict[tuple[str, str], str]:
    """What a unit types: for every measure a state and words of its own, here and there nothing."""
    typed = {}
    for task, label in asked:
        if label == "完成状态":
            typed[task, label] = chance.choice([state for state in STATES if state != DECLINED])
        elif label in ("开通日期", "方案报送日期", "填表日期"):
            typed[task, label] = chance.choice(["2013年10月15日", "10月15日", "2013.10.15", "2013-10-15"])
        elif label in ("存在问题", "公开数据") and chance.random() < 0.4:
            continue
        else:
            typed[task, label] = words_of(unit, task or "本单位", label, chance.randrange(1000, 9999))
    return {**typed, **declines(unit)}


def declines(unit: str) -> dict[tuple[str, str], str]:
    """What the leads of 一（九） type who share its measures: each declines all but one, which another one declines."""
    if unit not in SHARING:
        return {}
    at = SHARING.index(unit)
    declined = [number for number in range(4) if (at + number) % 4]
    tasks = {number: f"一（九）{'一二三四'[number]}是" for number in declined}
    return {(task, "进展情况"): DECLINING[at * 4 + number] for number, task in tasks.items()} | {
        (task, label): "无" for task in tasks.values() for label in ("公开数据", "存在问题", "下一步打算")
    }


def words_of(unit: str, task: str, label: str, number: int) -> str:
    """Words of a unit's own; here and there enumerated, and then problems are of two kinds."""
    words = f"{unit}关于{task}的{label}之{number}"
    if label == "存在问题" and number % 4 == 1:
        return NIL[number // 4 % len(NIL)]
    if label == "存在问题" and number % 3 == 0:
        return f"主要存在以下问题：一是{words}，缺人员；二是{words}，缺经费。"
    if label in ("进展情况", "下一步打算") and number % 5 == 0:
        return f"一是{words}；二是已办理。"
    return f"{words}，已办理。"


@pytest.fixture(scope="session")
def cycle(tmp_path_factory: pytest.TempPathFactory) -> Cycle:
    """The cycle, played once for all workers; each has a copy, in which its tests may make more documents."""
    shared = once(tmp_path_factory, "cycle", play)
    played = Cycle(shutil.copytree(shared / "工作区", tmp_path_factory.mktemp("cycle") / "工作区"))
    played.typed, played.received = pickle.loads((shared / "played").read_bytes())
    return played


def play(shared: Path) -> None:
    """Build, fill in, send and collect, in a new workspace; what was typed is laid beside it."""
    folder, inbox = make_workspace(shared / "工作区"), shared / "inbox"
    inbox.mkdir()
    played = Cycle(folder)
    for command in (["build"], ["report-forms-excel"]):
        assert CliRunner().invoke(cli.cli, ["-C", str(folder), *command]).exit_code == 0
    forms = sorted((folder / "output" / NOTICE / "进展情况报送表").glob("*.docx"))
    assert len(forms) == UNITS
    names = {json.loads(json.dumps(one["for"])) for one in duban(folder, "build", "--dry-run")["outputs"] if one["for"]}
    chance = random.Random(2013)
    days = ["2013-12-10", "2013-12-12", "2013-12-14"]
    batches: dict[str, list[Path]] = {day: [] for day in days}
    for number, form in enumerate(forms[:29]):
        short = form.name.split("-")[1]
        (unit,) = [name for name in names if name == short or name == f"{short}人民政府"]
        copy = inbox / f"新建文档{number}.docx"
        shutil.copyfile(form, copy)
        if number in (5, 17):
            copy.write_bytes(copy.read_bytes()[:700])
        else:
            typed = answers(unit, sorted(places(document(copy))), chance)
            if number == 8:
                copy = fill_workbook(form.with_suffix(".xlsx"), inbox / "表.xlsx", typed)
            else:
                copy = fill(copy, typed, list(WAYS)[number % len(WAYS)])
            if number == 11 and shutil.which("soffice"):
                round_trip(copy)
            played.typed[unit] = typed
            played.received[unit] = days[number % 3]
        batches[days[number % 3]].append(copy)
    taken = 0
    for day, files in batches.items():
        report = duban(folder, "collect", *map(str, zipped(files, inbox / f"{day}.zip")), "--on", day)
        taken += len(report["taken"])
    assert taken == 27
    (shared / "played").write_bytes(pickle.dumps((played.typed, played.received)))


def zipped(files: list[Path], archive: Path) -> list[Path]:
    """Half of the files in a zip, with names in GBK as old tools write them; the others as they are."""
    archive.write_bytes(zip_in_gbk({file.name: file.read_bytes() for file in files[::2]}))
    return [archive, *files[1::2]]


def fill_workbook(form: Path, target: Path, typed: dict[tuple[str, str], str]) -> Path:
    """The Excel form of a unit, filled in."""
    book = openpyxl.load_workbook(form)
    for sheet in book.worksheets:
        head: dict[int, str] = {}
        for row in sheet.iter_rows():
            texts = [str(cell.value or "") for cell in row]
            if "完成状态" in texts:
                head = dict(enumerate(texts))
                continue
            number = next((key for key in {task for task, _ in typed} if key and key in texts), "")
            for at, cell in enumerate(row):
                label = head.get(at, "")
                if head and (number, label) in typed:
                    cell.value = typed[number, label]
                elif not head and at and ("", texts[at - 1]) in typed:
                    cell.value = typed["", texts[at - 1]]
    book.save(target)
    return target
