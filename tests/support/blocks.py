"""Small Word documents of paragraphs and tables."""

from __future__ import annotations

import io
from collections.abc import Sequence

import docx
from lxml import etree

from support.files import W

Block = str | list[list[str]]  # a paragraph, or a table by rows


def document(blocks: Sequence[Block]) -> bytes:
    made = docx.Document()
    styles = made.styles.element
    for style in styles.findall(f"{W}style"):  # comparing hundreds of styles is most of the work
        if style.get(f"{W}default") is None:
            styles.remove(style)
    for number in [one for one, part in made.part.rels.items() if part.reltype.endswith("stylesWithEffects")]:
        del made.part.rels[number]
    for block in blocks:
        if isinstance(block, str):
            made.add_paragraph(block)
            continue
        table = made.add_table(len(block), len(block[0]))
        for row, texts in zip(table.rows, block, strict=True):
            row._tr.get_or_add_trPr().append(etree.Element(f"{W}cantSplit"))  # as in all of our tables
            for cell, text in zip(row.cells, texts, strict=True):
                cell.paragraphs[0].add_run(text)
    saved = io.BytesIO()
    made.save(saved)
    return saved.getvalue()
