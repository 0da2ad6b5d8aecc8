"""Whatever a template says, rendering it ends soon, in little memory, and changes nothing: it is refused in words."""

from __future__ import annotations

from xml.sax.saxutils import escape

import pytest
from support.files import ROOT

from generators.problems import TemplateError
from generators.word import bounds
from generators.word.package import read_parts, write_parts
from generators.word.parts import main_part
from generators.word.render import CompiledTemplate

FIELDS = {"单位": "省财政厅", "正文": ["甲", "乙"]}
BASE = read_parts((ROOT / "templates/task_sheet.docx").read_bytes(), "task_sheet.docx")


def template(text: str) -> bytes:
    body = BASE[main_part(BASE)].decode()
    start, end = body.index("<w:body>") + len("<w:body>"), body.rindex("<w:sectPr")
    paragraph = f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
    return write_parts({**BASE, main_part(BASE): (body[:start] + paragraph + body[end:]).encode()})


@pytest.fixture(autouse=True)
def few_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bound that is reached at once."""
    monkeypatch.setattr(bounds, "MOST_STEPS", 300_000)


def growing(step: str, start: str = "'aaaa'") -> str:
    return f"{{% set ns = namespace(x={start}) %}}{{% for i in range(99) %}}{step}{{% endfor %}}{{{{ ns.x|length }}}}"


ENDLESS = [
    "{% for a in range(9999) %}{% for b in range(9999) %}{% for c in range(9999) %}{% endfor %}{% endfor %}{% endfor %}",
    "{% for a in range(99999) %}长长的一句话{% endfor %}",
    "{% for a in range(9999) %}{{ range(9999)|list|length }}{% endfor %}",
    "{% for a in range(9999) %}{% if 9998 in range(9999)|map('string') %}{% endif %}{% endfor %}",
    growing("{% set ns.x = ns.x ~ ns.x %}"),
    growing("{% set ns.x = ns.x + ns.x %}"),
    growing("{% set ns.x = ns.x + ns.x %}", "[1]"),
    growing("{% set ns.x %}{{ ns.x }}{{ ns.x }}{% endset %}"),
    "{% set ns = namespace(x=7) %}{% for i in range(99) %}{% set ns.x = ns.x * ns.x %}{% endfor %}{{ ns.x }}",
    "{% macro f(n) %}{% if n %}{{ f(n-1) }}{{ f(n-1) }}{% endif %}{% endmacro %}{{ f(100) }}",
    "{{ 正文|join('甲' ~ '乙') }}{{ [1]|batch(10000000, 'x')|list|length }}",
]


@pytest.mark.parametrize("text", ENDLESS)
def test_a_template_that_would_not_end_is_stopped_and_named(text: str) -> None:
    with pytest.raises(TemplateError) as caught:
        CompiledTemplate(template(text), "a.docx").render(FIELDS, {})
    assert any("超过一份文书的限度" in problem.message and "{%" in problem.hint for problem in caught.value.problems)


FORBIDDEN = [
    "{{ 'a'*10**9 }}",
    "{{ 10**(10**7) }}",
    "{{ 10**5000 }}",
    "{{ 1" + "0" * 5000 + " }}",
    "{{ '%1000000000s' % 'a' }}",
    "{{ '%1000000000s'|format('a') }}",
    "{{ '{:1000000000}'.format(1) }}",
    "{{ 'a'.ljust(10**9) }}",
    "{{ 'a'|center(1000000000) }}",
    "{{ lipsum(1000) }}",
    "{{ cycler(1, 2) }}",
    "{{ 正文.clear() }}",
    "{% if 正文.append('丙') %}{% endif %}",
    "{{ ''.__class__ }}",
    "{{ 单位|attr('__class__') }}",
    "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
    "{% include 'x' %}",
    "{% macro f(n) %}{{ f(n) }}{% endmacro %}{{ f(1) }}",
]


@pytest.mark.parametrize("text", FORBIDDEN, ids=lambda text: text[:30])
def test_what_no_document_needs_is_refused_in_words(text: str) -> None:
    fields = {name: list(value) if isinstance(value, list) else value for name, value in FIELDS.items()}
    with pytest.raises(TemplateError) as caught:
        CompiledTemplate(template(text), "a.docx").render(fields, {})
    assert all(problem.message and problem.place for problem in caught.value.problems)
    assert fields == FIELDS


USUAL = {
    "{{ 单位 ~ '、' ~ 单位 }}": "省财政厅、省财政厅",
    "{{ 正文|join('、') }}": "甲、乙",
    "{{ 正文|length + 1 }}": "3",
    "{{ 单位|replace('省', '市') }}": "市财政厅",
    "{% if 单位.startswith('省') %}省级{% endif %}": "省级",
    "{% for 行 in 正文 %}{{ loop.index * 2 }}{{ 行 }}{% endfor %}": "2甲4乙",
    "{% set ns = namespace(共=0) %}{% for 行 in 正文 %}{% set ns.共 = ns.共 + 1 %}{% endfor %}{{ ns.共 }}": "2",
    "{% for 一行 in 正文|batch(2) %}{{ 一行|first }}{% endfor %}": "甲",
}


@pytest.mark.parametrize(("text", "printed"), USUAL.items())
def test_what_documents_need_still_works(text: str, printed: str) -> None:
    made = read_parts(CompiledTemplate(template(text), "a.docx").render(FIELDS, {}), "a.docx")
    assert f">{printed}<" in made[main_part(made)].decode()
