"""Redlines of everything: accepting all changes must give the new document, rejecting all the old one.

    python tests/attack/redlines.py random [PAIRS] [SEED]    pairs of random documents of Chinese paragraphs and tables
    python tests/attack/redlines.py documents [EDIT…]        every document of every kind before and after each edit
    python tests/attack/redlines.py share [EDIT…]            one document of each kind before and after each edit
    python tests/attack/redlines.py oracle [PAIRS]           another comparer reads redlines (python-redlines[docxodus])

Compared by tests/support/resolving.py: every element, property and word of body, headers and footers. Each redline is
given to ooxml-integrity, and to openxml-audit where it holds a structure that no redline before it held. Prints what was
compared and every pair in which something did not hold; exit code 1 then.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import ooxml_integrity  # noqa: E402
from click.testing import CliRunner  # noqa: E402
from openxml_audit import OpenXmlValidator  # noqa: E402
from support.blocks import Block, document  # noqa: E402
from support.edits import EDITS  # noqa: E402
from support.elements import structures as elements  # noqa: E402
from support.files import NOTICE, make_workspace  # noqa: E402
from support.notices import NOTICES, with_keys  # noqa: E402
from support.resolving import resolved, structures  # noqa: E402

import cli  # noqa: E402
from generators.dossier.load import load  # noqa: E402
from generators.kinds import ATTACHMENT_FORM, REMINDER, all_kinds  # noqa: E402
from generators.kinds import NOTICE as NOTICE_KIND  # noqa: E402
from generators.outputs.paginate import plan_all  # noqa: E402
from generators.outputs.planning import PlannedOutput, Templates  # noqa: E402
from generators.plan import Kind  # noqa: E402
from generators.problems import DubanError  # noqa: E402
from generators.reference import example_dossier  # noqa: E402
from generators.word import redline  # noqa: E402
from generators.word.package import read_parts, write_parts  # noqa: E402
from generators.workspace.workspace import Workspace  # noqa: E402

_LETTERS = "省财政厅审计前于年月日，。；“”一是公开《办法》0123456789.%<&"
_FORMS = """附件:
  - { 名称: 重点工作进展统计表, 正文: [请如实填报。], 填报: [各市], 表格: { 表头: [项目, 数量], 行: [[公开件数, ""], [栏目数, ""]] } }
"""
_DAY = "2013-08-20"
_CHANGE = re.compile(rb"<w:(?:ins|del|moveFrom|moveTo|(?!sect)\w+PrChange) ")  # w:cols w:num="1" is one of a section


class Pair(NamedTuple):
    """Two states of a document, made when they are wanted."""

    name: str
    kind: str
    make: Callable[[], tuple[bytes, bytes]]


class Judge:
    """Makes redlines and counts what holds."""

    def __init__(self, names: Sequence[str]) -> None:
        self.counts: Counter[str] = Counter()
        self.kinds: Counter[str] = Counter()
        self._names, self._seen, self._validator = names, set[object](), OpenXmlValidator()
        self._file = Path(tempfile.mkdtemp()) / "修订稿.docx"
        whole = redline.whole_changes

        def counted(*parts: object) -> object:
            self.counts["by whole paragraphs and rows"] += 1
            return whole(*parts)  # type: ignore[arg-type]

        redline.whole_changes = counted  # type: ignore[assignment]

    def judge(self, pair: Pair) -> bytes | None:
        """Make and check the redline of a pair; None where it is refused."""
        old, new = pair.make()
        self.counts["pairs"] += 1
        self.kinds[pair.kind] += 1
        try:
            made = redline.redlined(old, new, self._names, _DAY, pair.name)
        except DubanError as refused:
            self._fault(pair, "refused", str(refused))
            return None
        if structures(made, accept=True) != structures(new, accept=True):
            self._fault(pair, "accepted not as new")
        if structures(made, accept=False) != structures(old, accept=True):
            self._fault(pair, "rejected not as old")
        self._file.write_bytes(made)
        found = [str(one) for one in ooxml_integrity.check(str(self._file))]
        held = elements(self._file)
        if not held <= self._seen:
            self._seen |= held
            self.counts["given to openxml-audit"] += 1
            found += [str(one) for one in self._validator.validate(str(self._file)).errors]
        if found:
            self._fault(pair, "invalid", "; ".join(found))
        return made

    def _fault(self, pair: Pair, what: str, why: str = "") -> None:
        self.counts[what] += 1
        print(f"{what}: {pair.name} {why[:300]}", flush=True)

    def report(self, started: float) -> int:
        """Print what was counted; the exit code."""
        print(dict(self.counts), dict(self.kinds), f"{time.process_time() - started:.0f} CPU s")
        return int(
            any(self.counts[one] for one in ("refused", "accepted not as new", "rejected not as old", "invalid"))
        )


def main(what: str, *arguments: str) -> int:
    """Compare what is asked for; the exit code."""
    started = time.process_time()
    units = example_dossier(f"{NOTICE}/notice.yaml").units
    judge = Judge(sorted(name for unit in units for name in unit.names))
    if what == "oracle":
        return _oracle(judge, int(arguments[0]) if arguments else 40, started)
    numbers = [*map(int, arguments), 1000, 1][:2] if what == "random" else []
    seen: set[tuple[str, str]] = set()
    for pair in random_pairs(*numbers) if what == "random" else real_pairs(arguments):
        sort = (" ".join(pair.name.split(" ")[:2]), pair.kind)
        if what != "share" or sort not in seen:
            judge.judge(pair)
        seen.add(sort)
    return judge.report(started)


def random_pairs(count: int, seed: int) -> Iterator[Pair]:
    """Documents of up to six paragraphs and tables, most beside one that was made of them by edits."""
    chance = random.Random(seed)
    for number in range(count):
        old = [_block(chance) for _ in range(chance.randint(0, 6))]
        new = [one for block in old for one in _edited(block, chance)]
        if chance.random() < 0.3:
            new = [_block(chance) for _ in range(chance.randint(0, 6))]
        blocks = [*old, "完"], [*new, "完"]
        yield Pair(f"random {seed}:{number}", "random", lambda made=blocks: tuple(map(document, made)))


def _words(chance: random.Random, most: int = 40) -> str:
    return "".join(chance.choice(_LETTERS) for _ in range(chance.randint(1, most)))


def _block(chance: random.Random) -> Block:
    if chance.random() < 0.65:
        return _words(chance)
    width = chance.randint(1, 3)
    return [[_words(chance) for _ in range(width)] for _ in range(chance.randint(1, 4))]


def _edited(block: Block, chance: random.Random) -> list[Block]:
    """The same, changed within, with another one behind it, or gone."""
    how = chance.random()
    if how < 0.35:
        return [block]
    if how < 0.7:
        return [_changed(block, chance)]
    return [block, _block(chance)] if how < 0.85 else []


def _changed(block: Block, chance: random.Random) -> Block:
    if isinstance(block, str):
        at = chance.randint(0, len(block))
        end = min(len(block), at + chance.randint(0, 6))
        return block[:at] + _words(chance, 8) + block[end:]
    rows = [list(row) for row in block]
    for _ in range(chance.randint(1, 3)):
        how, row = chance.random(), chance.randrange(len(rows))
        if how < 0.4:
            column = chance.randrange(len(rows[row]))
            rows[row][column] = str(_changed(rows[row][column], chance))
        elif how < 0.7:
            rows.insert(row, [_words(chance) for _ in rows[row]])
        elif len(rows) > 1:
            del rows[row]
    return rows


def real_pairs(edits: Sequence[str]) -> Iterator[Pair]:
    """Each document before and after each edit: of the notice of 2013, and of others with other elements."""
    workspace = Workspace(ROOT)
    files = workspace.content_files(NOTICE)
    texts = {"notice.yaml": files.notice[1].decode(), "departments.yaml": files.departments[1].decode()}
    chosen = list(edits) or list(EDITS)
    kinds = [
        kind for kind in all_kinds() if kind.suffix == ".docx" and kind.name not in ("dispatch-list", "adjustment")
    ]
    yield from _edits_of("2013", workspace, texts, kinds, chosen)
    others = [NOTICE_KIND, ATTACHMENT_FORM, REMINDER]
    for name, (keys, without) in {**NOTICES, "forms": (_FORMS, ())}.items():
        other = {**texts, "notice.yaml": with_keys(texts["notice.yaml"], keys, without)}
        yield from _edits_of(name, workspace, other, others, chosen)
    yield from _adjustments(chosen)


def _edits_of(
    base: str, workspace: Workspace, texts: dict[str, str], kinds: Sequence[Kind], edits: Sequence[str]
) -> Iterator[Pair]:
    old, templates = _planned(workspace, texts, kinds)
    for edit in edits:
        edited = dict(texts)
        try:
            EDITS[edit][0](edited)
        except (AssertionError, ValueError):  # words that another notice has not
            continue
        new, _ = _planned(workspace, edited, kinds)
        for path, output in new.items():
            before = old.get(path)
            if before and (before.spec.fields, before.template) != (output.spec.fields, output.template):
                both = before, output
                yield Pair(
                    f"{base} {edit} {path}",
                    output.kind.name,
                    lambda outputs=both: tuple(templates.render(one) for one in outputs),
                )


def _planned(
    workspace: Workspace, texts: dict[str, str], kinds: Sequence[Kind]
) -> tuple[dict[str, PlannedOutput], Templates]:
    files = workspace.content_files(NOTICE)
    notice, departments = texts["notice.yaml"].encode(), texts["departments.yaml"].encode()
    loaded = load(
        replace(files, notice=(files.notice[0], notice), departments=(files.departments[0], departments), returns={})
    )
    example, templates = example_dossier(f"{NOTICE}/notice.yaml"), Templates(workspace)
    if loaded.dossier is None:  # a key that this notice has already
        return {}, templates
    known = {unit.name for unit in loaded.dossier.units}
    returns = tuple(one for one in example.returns if one.unit in known)
    dossier = replace(loaded.dossier, returns=returns, context=replace(example.context, adjusted=None))
    planned = plan_all(dossier, templates, workspace.output(NOTICE), kinds)
    return {output.spec.path: output for output in planned}, templates


def _adjustments(edits: Sequence[str]) -> Iterator[Pair]:
    """The 调整通知 of each edit beside that of the edit before it."""
    folder = make_workspace(Path(tempfile.mkdtemp()) / "工作区")
    paths = {"notice.yaml": folder / "content" / NOTICE / "notice.yaml"}
    paths["departments.yaml"] = folder / "content" / "departments.yaml"
    before = {name: path.read_text("utf-8") for name, path in paths.items()}
    for command in (("build",), ("issue", "--on", "2013-08-21")):
        CliRunner().invoke(cli.cli, ["-C", str(folder), *command])
    last: bytes | None = None
    for edit in edits:
        texts = dict(before)
        EDITS[edit][0](texts)
        for name, path in paths.items():
            path.write_text(texts[name], "utf-8")
        CliRunner().invoke(
            cli.cli, ["-C", str(folder), "adjustment", "--on", "2013-11-05", "--number", "某办发〔2013〕9号"]
        )
        for made in (folder / "output" / NOTICE / "调整通知").glob("*.docx"):
            now = made.read_bytes()
            if last is not None:
                yield Pair(f"adjustment {edit}", "adjustment", lambda both=(last, now): both)
            last = now
            made.unlink()


def _oracle(judge: Judge, count: int, started: float) -> int:
    """Whether docxodus finds no change between what a redline gives, accepted or rejected, and the document itself."""
    from python_redlines import DocxodusEngine

    engine, found = DocxodusEngine(), Counter[str]()
    for pair in [*random_pairs(count, 7), *_sample(count)]:
        made = judge.judge(pair)
        for is_new, document_itself in zip((False, True), pair.make(), strict=True):
            if made is not None:
                parts = {
                    name: _bytes(part, accept=is_new) if name.startswith("word/") and name.endswith(".xml") else part
                    for name, part in read_parts(made, "").items()
                }
                compared = read_parts(engine.run_redline("oracle", document_itself, write_parts(parts))[0], "")
                changes = sum(len(_CHANGE.findall(part)) for name, part in compared.items() if name.startswith("word/"))
                found[f"{changes} changes"] += 1
    print("docxodus:", dict(found))
    return judge.report(started)


def _sample(count: int) -> Iterator[Pair]:
    """Real documents of as many kinds as there are, one after another."""
    for number, pair in enumerate(real_pairs(["截止", "措施", "插入事项", "密级", "牵头部门"])):
        if number % 12 == 0 and number // 12 < count:
            yield pair


def _bytes(part: bytes, *, accept: bool) -> bytes:
    from lxml import etree

    return bytes(etree.tostring(resolved(part, accept=accept), xml_declaration=True, encoding="UTF-8", standalone=True))


if __name__ == "__main__":
    sys.exit(main(*(sys.argv[1:] or ["random"])))
