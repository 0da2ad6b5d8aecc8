"""Attacks by values: hostile words in the content, and typed into forms. What must hold:

- in content: no exception; each error has its place; documents that are made are well-formed in every part, hold
  nothing active, and print tags as they were typed instead of carrying them out;
- in forms: no exception; every letter and digit that was typed stands in the returns.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

import yaml
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from support.files import NOTICE
from support.filling import document, fill, places
from support.notices import of_three_units

from attack import running
from attack.subjects import BUILD, notice_of
from attack.tally import Clock, Tally
from generators.dates import PartialDate
from generators.dossier.load import load
from generators.outputs.paginate import plan_all
from generators.outputs.planning import Templates
from generators.plan import MadeBy
from generators.problems import errors_among
from generators.verbs.collect import collect
from generators.word.active_content import active_content
from generators.word.package import read_parts, well_formed
from generators.workspace.workspace import Workspace

AT_ONCE = 15  # values of one trial
ODD = (
    *("{{ 7*7 }}", "{% for a in b %}", "{#", "}}", "{%tr endfor %}", "{{r 单位 }}", "<w:p/>", "</w:t>", "&lt;", "&#1;"),
    *(
        "]]>",
        "<!--",
        "<?x?>",
        "=1+1",
        "=cmd|'/c calc'!A1",
        "@SUM(1)",
        "+1",
        "-1",
        "%s%n",
        "../../x",
        "C:\\x",
        "\\\\a\\b",
    ),
    *(
        "CON",
        "NUL.docx",
        "a/b",
        "a:b",
        "甲?乙",
        "局.",
        " 局",
        "\u202e文",
        "\u200b",
        "\ufeff",
        "\u3000",
        "\t",
        "\x00",
        "\x1b[31m",
    ),
    *(
        "\ud7ff",
        "\ufffe",
        "\U0010ffff",
        "\U0001f4a9",
        "𠮷",
        "龘" * 40,
        "é",
        "e\u0301",
        "ﬁ",
        "①②③",
        "〇",
        "︰",
        "null",
        "~",
    ),
    *(
        "no",
        "0123",
        "12:30",
        "1e400",
        "2013-13-13",
        "2013-02-30",
        "0000-00-00",
        "9999-12-31",
        "2013年底",
        "*a",
        "&a",
        "!!x",
    ),
    *(
        "- a",
        "a: b",
        "#",
        "|",
        ">",
        "'",
        '"',
        "\\",
        "无",
        "同上",
        "见附件",
        "不承担",
        "a\nb",
        "a\r\nb",
        "\n",
        "x" * 4000,
    ),
)
_LETTERS = st.text(st.characters(blacklist_categories=["Cs"]), max_size=40)
_CHINESE = st.text("公开预算审计一二省厅，。；：“”（）〔〕《》、12月日 :#-{}%<>&|*", max_size=60)
WORDS = st.one_of(st.sampled_from(ODD), _LETTERS, _CHINESE, st.tuples(st.sampled_from(ODD), _CHINESE).map("".join))
_VALUE = re.compile(r"(?m)^(\s*(?:- )?(?:- )?[\w]+: )([^\[{|>\n#&*][^\n]*)$|^(\s+- )([^\[{:\n]+)$")
_TEXTS = ("标题", "正文", "文字", "措施", "要求", "引言", "结语", "说明", "导语", "内容")


def attack(trials: int, begin: int, part: int, parts: int) -> Tally:
    """So many values: half of them in content, half typed into forms."""
    begin, tally = begin * parts + part, Tally()
    with tempfile.TemporaryDirectory() as temporary:
        folder = running.fresh(Path(temporary) / "ws")
        of_three_units(folder)
        content = _Content(folder, tally)
        _until(trials // 2, tally, content.trial, content.places, begin)
        BUILD(folder)
        forms = _Forms(folder, tally)
        _until(trials, tally, forms.trial, len(forms.cells), begin)
    return tally


Trial = Callable[[Sequence[tuple[int, str]]], None]


def _until(values: int, tally: Tally, trial: Trial, places: int, begin: int) -> None:
    """Run trials until so many values have been tried."""
    for turn in Clock.trials(values):
        left = values - tally.tried.total()
        if left <= 0:
            return
        _examples(trial, places, min(20, left // AT_ONCE), begin + 1000 * turn)


def _examples(trial: Trial, places: int, number: int, begin: int) -> None:
    """Run so many trials, each with values for some of the places."""
    chosen = st.lists(st.tuples(st.integers(0, places - 1), WORDS), min_size=AT_ONCE, max_size=AT_ONCE)
    strict = settings(
        max_examples=max(1, number),
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    seed(begin)(strict(given(chosen)(trial)))()


class _Content:
    """Values in the place of those of a notice and its units. Every second trial changes only words of the text."""

    def __init__(self, folder: Path, tally: Tally) -> None:
        self._tally, self._turn = tally, 0
        workspace = Workspace(folder)
        self._files = workspace.content_files(NOTICE)
        self._templates = Templates(workspace)
        self._output = workspace.output(NOTICE)
        self._text = self._files.notice[1].decode()
        self._found = list(_VALUE.finditer(self._text))
        self._words = [one for one in self._found if (one[1] or "").strip(" -:") in _TEXTS]
        self.places = len(self._found)

    def trial(self, values: Sequence[tuple[int, str]]) -> None:
        """One notice."""
        self._turn += 1
        among = self._words if self._turn % 2 and self._words else self._found
        text, units = self._text, self._files.departments[1].decode()
        chosen = {at % len(among): value for at, value in values}
        for place, value in sorted(chosen.items(), reverse=True):
            one = among[place]
            text = f"{text[: one.start()]}{one[1] or one[3]}{json.dumps(value, ensure_ascii=False)}{text[one.end() :]}"
        if self._turn % 8 == 0:
            units = units.replace("别名: [沈阳]", f"别名: [{json.dumps(values[0][1], ensure_ascii=False)}]")
            units = units.replace("名称: 省审计厅", f"名称: {json.dumps(values[1][1], ensure_ascii=False)}")
        raw = text.encode("utf-8", "surrogatepass")
        files = replace(self._files, notice=("n", raw), departments=("d", units.encode("utf-8", "surrogatepass")))
        try:
            faults, ended = self._made(files)
        except Exception as fault:  # whatever is raised is what is looked for
            import traceback

            faults, ended = [f"{fault!r} {traceback.format_exc()[-1500:]} {values}"], "a fault"
        self._tally.add("values in content", "a fault" if faults else ended, faults, number=len(chosen))

    def _made(self, files: object) -> tuple[list[str], str]:
        loaded = load(files)
        faults = [f"no place: {one}" for one in errors_among(loaded.problems) if one.place is None]
        if loaded.dossier is None or errors_among(loaded.problems):
            return faults, "refused, with the place"
        for planned in islice(plan_all(loaded.dossier, self._templates, self._output), 12):
            if planned.kind.suffix == ".docx" and planned.kind.made_by is not MadeBy.EDIT:
                faults += self._unfit(planned.output.path, self._templates_render(planned))
        return faults, "printed as it was typed"

    def _templates_render(self, planned: object) -> bytes:
        self._templates.compile([planned.template])
        return self._templates.get(planned.template).render(planned.output.fields, planned.properties)

    def _unfit(self, name: str, raw: bytes) -> list[str]:
        parts = read_parts(raw, name)
        faults = [
            f"{part}: {well_formed(content)}"
            for part, content in parts.items()
            if part.endswith((".xml", ".rels")) and well_formed(content)
        ]
        faults += map(str, active_content(parts, name))
        return faults + (["a tag was carried out"] if b">49<" in parts["word/document.xml"] else [])


class _Forms:
    """Values typed into the cells of a form, which is then collected."""

    def __init__(self, folder: Path, tally: Tally) -> None:
        self._tally, self._folder, self._number = tally, folder, 0
        (self._form,) = (folder / "output" / NOTICE).glob("进展情况报送表/*省财政厅*.docx")
        asked = ("进展情况", "存在问题", "下一步打算", "公开数据", "填报人", "联系电话")
        self.cells = [one for one in places(document(self._form)) if one[1] in asked]
        self._returns = notice_of(folder).parent / "returns"

    def trial(self, values: Sequence[tuple[int, str]]) -> None:
        """One form."""
        self._number += 1
        typed = {self.cells[at]: _typeable(value) for at, value in values}
        copy = Path(shutil.copyfile(self._form, self._folder / f"表{self._number}.docx"))
        shutil.rmtree(self._returns, ignore_errors=True)
        try:
            fill(copy, {cell: text for cell, text in typed.items() if text}, "typed")
            report = collect(Workspace(self._folder), [copy], NOTICE, PartialDate.parse("2013-12-14"))
            faults = self._lost(typed) if report.taken or any(map(_letters, typed.values())) else []
            faults = [f"{one} {report.left_alone}" for one in faults]
            ended = "kept word for word" if report.taken else "left alone, with the reason"
        except Exception as fault:  # whatever is raised is what is looked for
            import traceback

            faults, ended = [f"{fault!r} {traceback.format_exc()[-1500:]} {typed}"], "a fault"
        copy.unlink(missing_ok=True)
        self._tally.add("values typed into forms", "a fault" if faults else ended, faults, number=len(typed))

    def _lost(self, typed: dict[tuple[str, str], str]) -> list[str]:
        files = list(self._returns.glob("*.yaml"))
        kept = _letters("".join(_strings(yaml.load(one.read_text("utf-8"), yaml.BaseLoader)) for one in files))
        return [f"lost: {cell} {text!r}" for cell, text in typed.items() if _letters(text) not in kept]


def _strings(found: object) -> str:
    if isinstance(found, dict):
        return "".join(_strings(one) for pair in found.items() for one in pair)
    return "".join(map(_strings, found)) if isinstance(found, list) else str(found)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _typeable(text: str) -> str:
    """Without what no Word file can hold."""
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]", "", text)
