"""The official notice of 2013, character for character, and its facts in the dossier."""

from __future__ import annotations

from pathlib import Path

from support.facts_2013 import CITIES, ITEMS, LEADS, SAFEGUARDS, TRAINER
from support.files import NOTICE, paragraphs_of, text_of

from generators.characters import without_whitespace
from generators.dossier.dossier import Dossier

SOURCE = Path(__file__).parents[1] / "data" / "notice-2013.txt"


def test_the_notice_contains_the_source_character_for_character(built: Path) -> None:
    made = without_whitespace(text_of(built / f"{NOTICE}-通知.docx"))
    assert without_whitespace(SOURCE.read_text("utf-8")) in made


def test_nothing_but_the_mark_stands_beside_the_source(built: Path) -> None:
    made = without_whitespace(text_of(built / f"{NOTICE}-通知.docx"))
    assert made.replace(without_whitespace(SOURCE.read_text("utf-8")), "") == "辽宁省人民政府办公厅文件"


def test_the_title_breaks_as_in_the_source(built: Path) -> None:
    paragraphs = paragraphs_of(built / f"{NOTICE}-通知.docx")
    assert "辽宁省人民政府办公厅关于印发全省当前" in paragraphs
    assert "政府信息公开重点工作安排的通知" in paragraphs


def test_items_measures_leads_and_modes_are_those_of_the_text(dossier: Dossier) -> None:
    from generators.dossier.lead_phrases import manner

    found = [
        (
            item.title,
            [unit.name for unit in dossier.leads(item)],
            manner(item),
            len(item.content.measures),
        )
        for item in dossier.tasks
    ]
    assert found == ITEMS


def test_safeguards_are_the_five_of_part_two(dossier: Dossier) -> None:
    assert [item.title for item in dossier.safeguards] == SAFEGUARDS
    assert [item.label for item in dossier.safeguards] == ["二（一）", "二（二）", "二（三）", "二（四）", "二（五）"]


def test_units_are_the_leads_the_trainer_and_the_cities(dossier: Dossier) -> None:
    assert {unit.name for unit in dossier.units} == LEADS | {TRAINER} | {f"{city}市人民政府" for city in CITIES}
    assert len(LEADS) == 17


def test_dates_are_those_of_the_text(dossier: Dossier) -> None:
    dates = {name: str(deadline.last_day) for name, deadline in dossier.deadlines.items()}
    assert dates == {
        "实施方案": "2013-09-06",
        "专栏开通": "2013-10-16",
        "进展报告": "2013-12-13",
        "三公经费市级": "2014-12-31",
        "三公经费县级": "2014-12-31",
        "保障性住房信息": "2013-12-31",
        "重大事故调查报告": "2013-12-31",
        "较大事故调查报告": "2014-12-31",
    }


def test_what_the_text_does_not_say_stays_empty(dossier: Dossier) -> None:
    notice = dossier.notice
    assert (notice.document_number, notice.printed_on, notice.printer, notice.copied_to) == ("", None, "", [])
