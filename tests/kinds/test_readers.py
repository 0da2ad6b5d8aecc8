"""What LibreOffice forgives and Word or WPS does not: in every part of documents of every kind."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterator

import pytest
from lxml import etree
from support.every_kind import kind_of
from support.files import ROOT, W
from support.notices import NOTICES, dossier_of, with_keys

from generators.examples import example_outputs
from generators.kinds import all_kinds
from generators.kinds.notice import VARIANTS
from generators.plan import Fields
from generators.problems import TemplateError
from generators.word.fallbacks import with_fallbacks
from generators.word.package import read_parts, write_parts
from generators.word.parts import text_parts
from generators.word.render import CompiledTemplate

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V = "{urn:schemas-microsoft-com:vml}"
SOURCE = (ROOT / "content" / "2013-open-government" / "notice.yaml").read_text("utf-8")
TEMPLATES = ROOT / "tests" / "data" / "templates"

# Attributes that Word takes by their default where they are left out, whatever the style says (ISO/IEC 29500-1, 17).
WHOLE = {
    "tblW": ("w", "type"),
    "tcW": ("w", "type"),
    "tblInd": ("w", "type"),
    "tab": ("val", "pos"),
    "trHeight": ("val", "hRule"),
    "docGrid": ("type", "linePitch"),
}
EDGES = {"top", "left", "bottom", "right", "insideH", "insideV", "start", "end", "between"}
BORDERS = {f"{W}{name}" for name in ("pBdr", "tblBorders", "tcBorders")}


def template(kind: str, variant: str = "") -> CompiledTemplate:
    file = kind_of(kind).template(variant)
    return CompiledTemplate((ROOT / "templates" / file).read_bytes(), file)


def documents() -> Iterator[tuple[str, bytes]]:
    """The stock documents of every kind in Word, and every sort of notice."""
    for kind in all_kinds():
        for variant in ("", *kind.variants) if kind.suffix == ".docx" else ():
            for fields in example_outputs(kind, variant):
                yield f"{kind.title} {variant}", template(kind.title, variant).render(fields, {})
    for name, (keys, without) in NOTICES.items():
        dossier = dossier_of(with_keys(SOURCE, keys, without))
        (output,) = kind_of("通知").outputs(dossier)
        tight: Fields = {**output.fields, "正文行距": "0.9"}
        yield f"通知 {name}", template("通知", VARIANTS[dossier.notice.layout]).render(tight, {})


@pytest.fixture(scope="module")
def parts() -> list[tuple[str, etree._Element]]:
    """Every part in XML of every document, with its names."""
    found = []
    for document, raw in documents():
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            found += [
                (f"{document}/{name}", etree.fromstring(package.read(name)))
                for name in package.namelist()
                if name.startswith("word/") and name.endswith(".xml")
            ]
    return found


def test_a_line_never_stands_without_its_rule(parts: list[tuple[str, etree._Element]]) -> None:
    lines = [(name, one) for name, root in parts for one in root.iter(f"{W}spacing") if one.get(f"{W}line")]
    assert len(lines) > 1000
    for name, spacing in lines:
        assert spacing.get(f"{W}lineRule"), (name, etree.tostring(spacing))


def test_no_attribute_is_left_to_a_default_that_its_style_does_not_mean(
    parts: list[tuple[str, etree._Element]],
) -> None:
    for name, root in parts:
        for element in root.iter(f"{W}*"):
            tag = etree.QName(element).localname
            in_text = element.getparent() is not None and element.getparent().tag == f"{W}r"  # w:tab is a letter too
            wanted = () if in_text else WHOLE.get(tag, ())
            if tag in EDGES and element.getparent().tag in BORDERS and element.get(f"{W}val") != "nil":
                wanted = ("val", "sz", "space", "color")
            assert all(element.get(f"{W}{one}") for one in wanted), (name, etree.tostring(element))


def test_what_old_readers_do_not_know_has_a_fallback_with_the_same_words(
    parts: list[tuple[str, etree._Element]],
) -> None:
    found = [(name, one) for name, root in parts for one in root.iter(f"{MC}AlternateContent")]
    assert {name.split("/")[0] for name, _ in found} >= {"通知 full", "通知 order", "任务清单 ", "重点任务分解表 "}
    for name, alternative in found:
        choice, fallback = alternative.find(f"{MC}Choice"), alternative.find(f"{MC}Fallback")
        assert fallback is not None and fallback.find(f".//{V}textbox") is not None, name
        assert "".join(choice.itertext(f"{W}t")) == "".join(fallback.itertext(f"{W}t")), name


def test_a_fallback_is_as_high_as_the_box_and_stands_at_the_same_foot() -> None:
    (output,) = kind_of("通知").outputs(dossier_of(with_keys(SOURCE, *NOTICES["full"])))
    raw = template("通知").render(output.fields, {})
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(raw)).read("word/document.xml"))
    (alternative,) = root.iter(f"{MC}AlternateContent")
    extent = next(alternative.iter("{*}extent"))
    top = int(next(alternative.iter("{*}positionV"))[0].text)
    style = dict(part.split(":") for part in next(alternative.iter(f"{V}rect")).get("style").split(";"))
    assert float(style["height"][:-2]) * 12700 == pytest.approx(int(extent.get("cy")), abs=10)
    assert float(style["margin-top"][:-2]) * 12700 == pytest.approx(top, abs=10)
    assert (style["margin-left"], style["width"]) == ("0pt", "442.205pt")


def test_a_fallback_that_word_has_written_stays() -> None:
    raw = read_parts((ROOT / "templates" / "task_table.docx").read_bytes(), "")
    once = with_fallbacks(raw, text_parts(raw))
    assert once != raw and with_fallbacks(once, text_parts(once)) == once


def test_no_drawing_bears_the_number_of_another(parts: list[tuple[str, etree._Element]]) -> None:
    numbers: dict[str, list[str]] = {}
    for name, root in parts:
        numbers.setdefault(name.split("/")[0], []).extend(one.get("id") for one in root.iter("{*}docPr"))
    documents = Counter(name.split("/")[0] for name, _ in parts if name.endswith("/word/styles.xml"))
    for document, found in numbers.items():
        assert max(Counter(found).values(), default=0) <= documents[document], document


def test_a_picture_in_a_loop_bears_a_number_of_its_own_each_time() -> None:
    raw = (TEMPLATES / "picture-in-loop-task_sheet.docx").read_bytes()
    fields = next(fields for fields in example_outputs(kind_of("任务清单")) if len(fields["牵头"]) > 1)
    document = CompiledTemplate(raw, "a.docx").render(fields, {})
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        texts = [package.read(name) for name in package.namelist() if name.startswith("word/") and name[-4:] == ".xml"]
    numbers = [one.get("id") for text in texts for one in etree.fromstring(text).iter("{*}docPr")]
    assert len(numbers) > 3 and len(set(numbers)) == len(numbers)


def test_a_template_of_another_type_is_refused_with_the_way_to_save_it() -> None:
    raw = (TEMPLATES / "dotx-type-task_sheet.docx").read_bytes()
    with pytest.raises(TemplateError) as refused:
        CompiledTemplate(raw, "task_sheet.docx")
    assert "Word 模板（.dotx）" in str(refused.value) and "另存为" in str(refused.value)


def test_a_strict_template_is_refused_with_the_way_to_save_it() -> None:
    raw = read_parts((ROOT / "templates" / "task_sheet.docx").read_bytes(), "")
    transitional = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    strict = {
        name: part.replace(transitional, b"http://purl.oclc.org/ooxml/wordprocessingml/main")
        for name, part in raw.items()
    }
    with pytest.raises(TemplateError) as refused:
        CompiledTemplate(write_parts(strict), "task_sheet.docx")
    assert "严格" in str(refused.value)
