"""The attacks attack: a fault that is put into the code is found by them."""

from __future__ import annotations

from pathlib import Path

import pytest

from attack.disk import _Prepared
from attack.subjects import SUBJECTS
from attack.tally import Tally
from generators.verbs import schema

(SCHEMA,) = (one for one in SUBJECTS if one.words == ("schema",))

pytestmark = pytest.mark.slow


def attacked(folder: Path) -> Tally:
    subject, tally = _Prepared(folder, SCHEMA), Tally()
    for at in range(subject.operations):
        subject.attack("kill", at, tally)
    return tally


def test_a_command_that_writes_in_one_step_survives_every_kill(tmp_path: Path) -> None:
    tally = attacked(tmp_path)
    assert tally.tried.total() > 3 and tally.faults == []


def test_a_file_that_is_half_there_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def in_two_steps(path: Path, content: bytes) -> None:
        path.write_bytes(b"{")
        path.write_bytes(content)

    monkeypatch.setattr(schema, "write_atomically", in_two_steps)
    assert any("neither as it was nor as it is made" in one for one in attacked(tmp_path).faults)
