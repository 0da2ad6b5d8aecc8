"""What each field of the templates means: `field_meanings.yaml` beside this file, which says how its keys are read."""

from __future__ import annotations

from importlib import resources

from generators.dossier.source import read

CHART = "图："  # how the meaning of a chart begins
_FILE = "field_meanings.yaml"
MEANINGS: dict[str, str] = read(resources.files("generators").joinpath(_FILE).read_bytes(), _FILE, ()).data


def meaning_of(kind: str, path: tuple[str, ...]) -> str:
    """What a field of a kind (its title) means; KeyError where nothing is written of it."""
    return MEANINGS[key_of(kind, path)]


def key_of(kind: str, path: tuple[str, ...]) -> str:
    """The key of a field's meaning: the longest end of its path that has one; KeyError where none has."""
    ends = (".".join(path[at:]) for at in range(len(path)))
    for key in (".".join((kind, *path)), *ends):
        if key in MEANINGS:
            return key
    raise KeyError(f"{kind}: {'.'.join(path)}")
