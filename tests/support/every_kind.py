"""Every kind of document of the 2013 notice, and every sort of notice on both page profiles."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

import cli
from generators.dossier.load import load
from generators.kinds import NOTICE as KIND
from generators.kinds import all_kinds
from generators.plan import Kind
from generators.word.render import CompiledTemplate
from generators.workspace.workspace import Workspace
from support.files import NOTICE, make_workspace
from support.notices import NOTICES, with_keys

MARGIN, GLYPH = "页边距", "字面"
LONG = "发文机关标志: 辽宁省人民政府政务公开工作领导小组\n"
LAID_OUT = {**NOTICES, "letter of a long name": (NOTICES["letter"][0] + LONG, ())}


def kind_of(title: str) -> Kind:
    """A kind of document by its title."""
    return next(kind for kind in all_kinds() if kind.title == title)


def of_every_kind(built: Path, work: Path) -> dict[str, bytes]:
    """Every kind of document of the 2013 notice, one of each; and every sort of notice on both page profiles."""
    found = {path.parent.name: path for path in sorted(built.rglob("*.docx"), reverse=True) if path.parent != built}
    found |= {path.stem.removeprefix(f"{NOTICE}-"): path for path in built.glob("*.docx")}
    notices: dict[str, bytes] = {}
    for profile in (MARGIN, GLYPH):
        folder = make_workspace(work / profile)
        source = (folder / "content" / NOTICE / "notice.yaml").read_text("utf-8")
        for name, (keys, without) in LAID_OUT.items():
            (folder / "content" / name).mkdir()
            (folder / "content" / name / "notice.yaml").write_text(with_keys(source, keys, without), "utf-8")
        layout = folder / "templates" / "版式.yaml"
        layout.write_text(layout.read_text("utf-8").replace("版心: 页边距", f"版心: {profile}"), "utf-8")
        result = CliRunner().invoke(cli.cli, ["-C", str(folder), "restyle"])
        assert result.exit_code == 0, result.output
        notices |= {f"{profile}/{name}": rendered(Workspace(folder), name) for name in LAID_OUT}
    built_files = {name: path.read_bytes() for name, path in found.items()}
    return built_files | notices


def rendered(workspace: Workspace, name: str) -> bytes:
    """A notice of a workspace, as its command makes it."""
    dossier = load(workspace.content_files(name)).dossier
    assert dossier
    (output,) = KIND.outputs(dossier)
    file = KIND.template(output.variant)
    return CompiledTemplate(workspace.template(file)[1], file).render(output.fields, {})
