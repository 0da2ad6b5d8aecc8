"""PDF without the moment: what is replaced, and that no byte moves."""

from __future__ import annotations

from generators.office.pdf import without_moment

PADDING = b"%" * 3000


def pdf(date: bytes, digest: bytes) -> bytes:
    """The end of a file as LibreOffice writes it, and what is typed in the document before it."""
    dated = (
        b"(D:20131214 \xe4) <00112233445566778899AABBCCDDEEFF>" + PADDING + b"<</CreationDate(D:" + date + b")\n>>\n"
    )
    twice = b"/ID [ <" + digest + b">\n<" + digest + b"> ]\n"
    return dated + b"trailer\n<<" + twice + b"/DocChecksum /" + digest[::-1] + b"\n>>\nstartxref\n124408\n%%EOF\n"


def test_the_same_pages_are_the_same_file_whenever_they_are_laid_out() -> None:
    now = without_moment(pdf(b"20261129025855Z'", b"EBF2C29A64CB63D6674955DDD6E9895A"))
    later = without_moment(pdf(b"20310305235900Z'", b"F5F7AD0BB34042B12513932092EE3FD4"))
    assert now == later and b"(D:19800101000000Z')" in now and b"EBF2" not in now


def test_every_byte_keeps_its_place_and_what_is_typed_stays() -> None:
    raw = pdf(b"20261129105855+08'00'", b"EBF2C29A64CB63D6674955DDD6E9895A")
    made = without_moment(raw)
    assert len(made) == len(raw) and b"/CreationDate(D:19800101000000+00'00')" in made
    assert made.startswith(b"(D:20131214 \xe4) <00112233445566778899AABBCCDDEEFF>" + PADDING)
    assert made.count(made[made.index(b"/ID [ <") :][7:39]) == 3
