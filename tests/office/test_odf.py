"""What the import of Word files gets wrong is put right in ODF."""

from __future__ import annotations

from generators.office.odf import with_even_room, without_autospace, without_frame_borders

LAYOUT = """<style:page-layout style:name="pm1" style:page-usage="mirrored"><a left="2"/>\
<style:header-style/><style:footer-style>low</style:footer-style></style:page-layout>
<style:page-layout style:name="pm2" style:page-usage="right"><a left="1"/>\
<style:header-style/><style:footer-style/></style:page-layout>
<style:master-page style:name="Standard" style:page-layout-name="pm1"/>
<style:master-page style:name="Converted1" style:page-layout-name="pm2" style:next-style-name="Standard"/>"""


def test_the_first_page_of_a_section_on_an_odd_page_has_the_room_of_the_next() -> None:
    mended = with_even_room(LAYOUT.encode()).decode()
    assert (
        '<style:page-layout style:name="pm2-pm1" style:page-usage="right"><a left="1"/><style:header-style/>' in mended
    )
    assert mended.count("<style:footer-style>low<") == 2
    assert 'style:name="Converted1" style:page-layout-name="pm2-pm1"' in mended
    assert 'style:name="Standard" style:page-layout-name="pm1"' in mended


def test_a_document_without_such_sections_stays_as_it_is() -> None:
    plain = LAYOUT.replace(' style:page-usage="right"', "").encode()
    assert with_even_room(plain) == plain and with_even_room(b"") == b""


def test_hairlines_of_frames_and_blanks_beside_digits_are_taken_out() -> None:
    frame = b'<style:graphic-properties fo:padding="0in" fo:border="0.06pt solid #000000"/>'
    assert b'fo:border="none"' in without_frame_borders(frame)
    drawn = b'<style:graphic-properties fo:border="0.75pt solid #000000"/>'
    assert without_frame_borders(drawn) == drawn
    assert without_autospace(b'<a style:text-autospace="ideograph-alpha"/>') == b'<a style:text-autospace="none"/>'
