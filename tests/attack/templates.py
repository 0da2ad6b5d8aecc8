"""Attacks by templates: each one is checked, then built with. What must hold:

- no traceback, nothing reached, and less time and memory than the bounds below;
- `check` or `build` refuses it with its name, or the document that is built can be opened and holds nothing active;
- a template that cannot be used leaves no document, and the other kinds' documents are made all the same.
"""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from support.notices import of_three_units

from attack import running
from attack.active import ACTIVE, in_body, plain
from attack.packages import MILLION, PACKAGES, text_part
from attack.tally import Clock, Tally
from generators.problems import DubanError
from generators.word.active_content import active_content
from generators.word.package import read_parts, write_parts

MOST_SECONDS, MOST_MEGABYTES = 30, 1200
FILE = "templates/task_sheet.docx"


def tagged(text: str) -> bytes:
    """A template with more text at its end."""
    return write_parts(in_body(f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'))


def changed(old: str, new: str, count: int = -1) -> Callable[[], bytes]:
    """A template with other XML in its text."""

    def make() -> bytes:
        parts = plain()
        name = text_part(parts)
        return write_parts({**parts, name: parts[name].decode().replace(old, new, count).encode()})

    return make


def _growing(step: str, start: str = "'aaaa'") -> str:
    return f"{{% set ns = namespace(x={start}) %}}{{% for i in range(99) %}}{step}{{% endfor %}}{{{{ ns.x|length }}}}"


TAGS = (
    "{% for a in range(99999) %}{% for b in range(99999) %}{% for c in range(99999) %}x{% endfor %}{% endfor %}{% endfor %}",
    "{% for a in range(10**12) %}x{% endfor %}",
    "{{ range(99999)|list|join('长长的一句话') }}",
    "{% for a in range(9999) %}{{ range(9999)|list|length }}{% endfor %}",
    "{% for a in range(9999) %}{{ (range(9999)|sum) }}{% endfor %}",
    "{% for a in range(9999) %}{{ range(9999)|map('string')|sort|first }}{% endfor %}",
    _growing("{% set ns.x = ns.x ~ ns.x %}"),
    _growing("{% set ns.x = ns.x + ns.x %}"),
    _growing("{% set ns.x = [ns.x, ns.x] %}", "[1]"),
    _growing("{% set ns.x = ns.x + ns.x %}", "[1]"),
    _growing("{% set ns.x %}{{ ns.x }}{{ ns.x }}{% endset %}"),
    _growing("{% set ns.x = ns.x|replace('a', 'aaaa') %}"),
    _growing("{% set ns.x = ns.x|join(ns.x) %}"),
    "{% set ns = namespace(x=7) %}{% for i in range(99) %}{% set ns.x = ns.x * ns.x %}{% endfor %}{{ ns.x }}",
    "{% macro f(n) %}{% if n %}{{ f(n-1) }}{{ f(n-1) }}{% endif %}{% endmacro %}{{ f(100) }}",
    "{% macro f(n) %}{{ f(n) }}{% endmacro %}{{ f(1) }}",
    "{% macro f() %}{{ caller() }}{% endmacro %}{% call f() %}{{ f() }}{% endcall %}",
    "{{ 'a'*10**9 }}",
    "{{ [1]*10**9 }}",
    "{{ 10**5000 }}",
    "{{ 10**(10**7) }}",
    "{{ 1" + "0" * 5000 + " }}",
    "{{ 1e308 * 1e308 }}",
    "{{ -(2**63) // -1 }}",
    "{{ 1 / 0 }}",
    "{{ 1 % 0 }}",
    "{{ '%1000000000s' % 'a' }}",
    "{{ '%1000000000s'|format('a') }}",
    "{{ '{:1000000000}'.format(1) }}",
    "{{ 'a'.ljust(10**9) }}",
    "{{ 'a'|center(1000000000) }}",
    "{{ 'a'|indent(1000000000) }}",
    "{{ 'a'|wordwrap(1) }}",
    "{{ 'a'.zfill(10**9) }}",
    "{{ 'a'.encode('utf-8') }}",
    "{{ '\\t'.expandtabs(10**9) }}",
    "{{ lipsum(100000) }}",
    "{{ cycler(1, 2).next() }}",
    "{{ joiner('x')() }}",
    "{{ dict(a=1) }}",
    "{{ 正文.clear() }}",
    "{{ 时限.append(1) }}",
    "{{ 时限.pop() }}",
    "{% set _ = 时限.sort() %}",
    "{% do 时限.clear() %}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ 单位|attr('__class__') }}",
    "{{ 单位['__class__'] }}",
    "{{ self.__init__.__globals__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ namespace.__init__.__globals__['os'].system('id') }}",
    "{{ range.__self__ }}",
    "{{ loop }}",
    "{% for x in 时限 %}{{ loop.__class__ }}{{ loop._iterator }}{% endfor %}",
    "{{ config }}",
    "{{ request.application }}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}",
    "{% from 'x' import y %}",
    "{% extends 'x' %}",
    "{% block a %}{{ super() }}{% endblock %}",
    "{% debug %}",
    "{% trans %}x{% endtrans %}",
    "{% raw %}{{ x }}",
    "{# 没有完",
    "{{ 没有完",
    "{% if %}",
    "{% endif %}",
    "{% for %}",
    "{% for a in %}{% endfor %}",
    "{% for a in 单位 recursive %}{{ loop(a) }}{% endfor %}",
    "{% while 1 %}",
    "{{ 没有的字段 }}",
    "{{ 没有的字段.a.b.c }}",
    "{{ 没有的字段|default(没有|default(没有)) }}",
    "{{ 单位.没有 }}",
    "{{ 单位[10**20] }}",
    "{{ 时限[0][0][0] }}",
    "{{ 单位|没有的过滤器 }}",
    "{{ 单位 is 没有的测试 }}",
    "{{ 单位() }}",
    "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
    "{{ " + "[" * 500 + "]" * 500 + " }}",
    "{{ " + "-" * 5000 + "1 }}",
    "{{ " + "not " * 5000 + "1 }}",
    "{{ " + "1+" * 20_000 + "1 }}",
    "{{ 1" + "|abs" * 5000 + " }}",
    "{{ a" + ".b" * 5000 + " }}",
    "{% if 1 %}" * 300 + "x" + "{% endif %}" * 300,
    "{% for a in [1] %}" * 60 + "x" + "{% endfor %}" * 60,
    "{{ 单位 }}" * 20_000,
    "{{" * 20_000,
    "{% 右空 10**9 %}",
    "{% vm %}{% vm %}{% hm %}",
    "{%tr for a in range(9999999) %}x{%tr endfor %}",
    "{%p if 1 %}",
    "{%r 单位 %}{{r 单位 }}",
    "{{ '</w:t></w:r></w:p><w:p/>' }}",
    "{{ '<w:altChunk/>'|e }}",
    "{{ '&#1;' }}{{ '\\x00' }}{{ '\\ud800' }}",
    "{{ '\\N{BELL}' }}{{ '\\U0010ffff' }}",
)
SHAPES: dict[str, Callable[[], bytes]] = {
    "w:sz that is no integer": changed('w:sz w:val="', 'w:sz w:val="x'),
    "w:sz beyond all sizes": changed('w:sz w:val="', 'w:sz w:val="99999999999999999999'),
    "w:sz negative and broken": changed('w:sz w:val="', 'w:sz w:val="-1.5e'),
    "widths that are no numbers": changed('w:w="', 'w:w="x'),
    "gridSpan of a thousand million": changed("<w:tcPr>", '<w:tcPr><w:gridSpan w:val="1000000000"/>'),
    "gridSpan below nothing": changed("<w:tcPr>", '<w:tcPr><w:gridSpan w:val="-7"/>'),
    "page of no size": changed('w:h="', 'w:h="-'),
    "margins that are words": changed('w:top="', 'w:top="上'),
    "20,000 paragraphs": changed("<w:sectPr", "<w:p/>" * 20_000 + "<w:sectPr", 1),
    "300,000 paragraphs": changed("<w:sectPr", "<w:p/>" * 300_000 + "<w:sectPr", 1),
    "paragraph of 15 million letters": changed(
        "<w:sectPr", f"<w:p><w:r><w:t>{'字' * 5 * MILLION}</w:t></w:r></w:p><w:sectPr", 1
    ),
    "100,000 runs": changed("<w:sectPr", "<w:p>" + "<w:r><w:t>{</w:t></w:r>" * 100_000 + "</w:p><w:sectPr", 1),
    "tables 60 deep": changed(
        "<w:sectPr", "<w:tbl><w:tr><w:tc><w:p/>" * 60 + "<w:p/></w:tc></w:tr></w:tbl>" * 60 + "<w:sectPr", 1
    ),
    "table in a tag": changed("{{ 单位 }}", "{{ 单位 <w:tbl/>}}"),
    "no body": changed("w:body>", "w:bady>"),
    "two bodies": changed("</w:body>", "</w:body><w:body/>"),
    "tracked changes over tags": changed(
        "{{ 单位 }}", '{{ </w:t></w:r><w:ins w:id="1"><w:r><w:t>单</w:t></w:r></w:ins><w:r><w:t>位 }}'
    ),
    "styles based on themselves": lambda: write_parts(
        {
            k: v.replace(b"<w:name ", b'<w:basedOn w:val="a"/><w:name ') if k.endswith("styles.xml") else v
            for k, v in plain().items()
        }
    ),
}


def _hostile() -> dict[str, Callable[[], bytes]]:
    """All templates by their names."""
    packages = {f"package: {name}": (lambda spoil=spoil: spoil(plain())) for name, spoil in PACKAGES.items()}
    active = {f"active: {name}": (lambda make=make: write_parts(make())) for name, make in ACTIVE.items()}
    tags = {f"tag: {text[:50]}": (lambda text=text: tagged(text)) for text in TAGS}
    return {**packages, **active, **tags, **{f"shape: {name}": make for name, make in SHAPES.items()}}


def attack(trials: int, seed: int, part: int, parts: int) -> Tally:
    """So many templates of one part; all, where there are fewer."""
    chosen = list(_hostile().items())
    random.Random(seed).shuffle(chosen)
    chosen = chosen[part::parts]
    tally = Tally()
    with tempfile.TemporaryDirectory() as temporary:
        workspace = running.fresh(Path(temporary) / "ws")
        of_three_units(workspace)
        for at in Clock.trials(min(trials, len(chosen))):
            _attack(workspace, *chosen[at], tally)
    return tally


def _attack(workspace: Path, name: str, make: Callable[[], bytes], tally: Tally) -> None:
    (workspace / FILE).write_bytes(make())
    shutil.rmtree(workspace / "output", ignore_errors=True)
    check = running.run(running.command("-C", str(workspace), "check", FILE))
    kinds = ("--kind", "task-sheet", "--kind", "report-form")
    build = running.run(running.command("-C", str(workspace), "build", *kinds))
    sheets, forms = (list((workspace / "output").rglob(f"*{word}.docx")) for word in ("任务清单", "报送表"))
    faults = [*_broken_bounds("check", check), *_broken_bounds("build", build)]
    refused = check.code and build.code
    if build.code:
        faults += [f"build: not named: {build.answer[-300:]}"] if FILE not in build.answer else []
        faults += ["a document was built all the same"] if sheets else []
    elif check.code and "错误" in check.answer:
        faults.append(f"check refuses what build takes: {check.answer[:400]}")
    faults += [] if forms else ["the other kinds were not built"]
    faults += [fault for sheet in sheets for fault in _unfit(sheet)]
    ended = "refused, with its name" if refused else "built; holds nothing active"
    seconds, most = max(check.seconds, build.seconds), max(check.megabytes, build.megabytes)
    tally.add(name, "a fault" if faults else ended, faults, seconds, most)


def _broken_bounds(word: str, outcome: running.Outcome) -> Iterator[str]:
    if outcome.traceback or outcome.code not in (0, 1, 2):
        yield f"{word}: code {outcome.code} {outcome.answer[-1500:]}"
    if outcome.reached:
        yield f"{word}: reached {outcome.reached}"
    if outcome.seconds > MOST_SECONDS or outcome.megabytes > MOST_MEGABYTES:
        yield f"{word}: took {outcome.seconds:.0f} s and {outcome.megabytes:.0f} MB"


def _unfit(document: Path) -> Iterator[str]:
    try:
        problems = active_content(read_parts(document.read_bytes(), document.name), document.name)
    except DubanError as fault:
        problems = list(fault.problems)
    yield from map(str, problems)
