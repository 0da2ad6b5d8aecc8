"""What leaves the house: nothing of the clerk, of the computer, of the moment; and nothing over a wire."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from support.guide import CLERK, GuideRun
from support.traces import EPOCH, traces

pytestmark = pytest.mark.slow


def test_no_file_of_any_command_names_the_clerk_the_computer_a_folder_or_the_moment(guide_run: GuideRun) -> None:
    made = {path.suffix for path in guide_run.workspace.rglob("*") if path.is_file()}
    assert made >= {".docx", ".xlsx", ".zip", ".ics", ".yaml"}, made
    found = traces(guide_run.workspace, (CLERK, str(guide_run.workspace.parent)))
    # A calendar says as of which day it stands (RFC 5545, 3.8.7.2), and no hour.
    assert {trace.partition(":")[0] for trace in found} <= {"时限.ics"}, found
    stamps = re.findall(r"^DTSTAMP:(.*)$", (guide_run.workspace / "时限.ics").read_text("utf-8"), re.MULTILINE)
    assert stamps and all(stamp.endswith("T000000Z") for stamp in stamps)


def test_no_command_of_the_guide_opens_a_socket(guide_run: GuideRun) -> None:
    assert guide_run.sockets == []


def test_a_trace_is_found_in_a_file_within_a_zip_and_in_the_time_of_an_entry(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as book:
        book.writestr("docProps/core.xml", f"<dc:creator>{CLERK}</dc:creator>")
    with zipfile.ZipFile(tmp_path / "发送.zip", "w") as parcel:
        parcel.writestr(zipfile.ZipInfo("表.xlsx", EPOCH), inner.getvalue())
    found = traces(tmp_path, (CLERK,))
    assert any("docProps/core.xml: b'zhangsan" in one for one in found)
    assert any(one.startswith("发送.zip/表.xlsx: <ZipInfo") for one in found), "written now"
    assert not any(one.startswith("发送.zip: <ZipInfo") for one in found), "dated 1980"
