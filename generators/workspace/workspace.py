"""A workspace: a folder with content/, templates/ and output/. What it lacks comes with the tool."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from generators.dossier.content_files import DOCUMENTS, WORKBOOKS, ContentFiles, DocumentFile, TableFile
from generators.problems import Problem, UsageError, error, notice
from generators.wording import listed
from generators.workspace.files import digest_of, readable_bytes
from generators.workspace.seen import FILE

_ENCODINGS = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")  # of notice.yaml
_BESIDE = (*WORKBOOKS, *DOCUMENTS)
LATER = "以后收到的"  # in returns/: where a later return is kept whole that differs from the first
_SUPPLIED = ".supplied.json"  # in templates/: the digests of the templates that came with the tool


class Workspace:
    """The folder that a clerk works in; without a `root` only what comes with the tool, to copy from."""

    def __init__(self, root: Path | None) -> None:
        if root is not None and not root.is_dir():
            raise UsageError(error(f"没有“{root}”这个文件夹", "检查 -C 后面的路径"))
        folder = root / "content" if root else None
        self._root = root
        self.uses_supplied_content = folder is None or not folder.is_dir()
        self._content: Path | Traversable = folder if folder and folder.is_dir() else resources.files("content")
        if root and self.uses_supplied_content:
            _refuse_inside_of_a_workspace(root)

    @property
    def root(self) -> Path:
        """The folder itself."""
        assert self._root is not None, "what comes with the tool is only copied from"
        return self._root

    def origin(self) -> list[Problem]:
        """A notice where the folder has no content and the supplied one is used."""
        if not self.uses_supplied_content:
            return []
        hint = "要写自己的通知，先用 duban new 建一个工作文件夹"
        return [notice("这个文件夹里没有 content，用的是随附的 2013 年通知", hint)]

    def require_own_content(self, what: str) -> None:
        """Raises UsageError where the content is the one that comes with the tool: `what` would be written into it."""
        if self.uses_supplied_content:
            raise UsageError(error(f"这里没有自己的通知，不能{what}", "先用 duban new 建一个工作文件夹"))

    def notices(self) -> list[str]:
        """The names of the notices: the folders that hold a notice.yaml."""
        return sorted(entry.name for entry in self._content.iterdir() if (entry / "notice.yaml").is_file())

    def choose(self, name: str | None) -> str:
        """The notice that is meant: the only one where none is named. Raises UsageError."""
        notices = self.notices()
        unprintable = [one for one in notices if not one.isprintable()]
        if unprintable:
            hint = "在 content 里给文件夹改名，只用汉字、字母、数字和 - _"
            raise UsageError(error(f"通知的文件夹名里有看不见的字符：{unprintable[0]!a}", hint))
        if not notices:
            hint = "把通知写进 content/<名称>/notice.yaml"
            raise UsageError(error("content 文件夹里还没有通知", hint))
        if name is None:
            if len(notices) == 1:
                return notices[0]
            lines = "；".join(f"duban build {one}" for one in notices)
            raise UsageError(error(f"这里有 {len(notices)} 份通知，要在命令后面写明是哪一份", f"例如：{lines}"))
        if name not in notices:
            raise UsageError(error(f"没有“{name}”这份通知", f"现有：{listed(notices)}"))
        return name

    def content_files(self, name: str) -> ContentFiles:
        """The content of a notice as it lies on the disk. Raises UsageError where a file is missing."""
        folder = self._content / name
        text = (folder / "notice.yaml").read_bytes()
        returns = folder / "returns"
        entries = sorted(returns.iterdir(), key=lambda entry: entry.name) if returns.is_dir() else []
        return ContentFiles(
            name,
            self.departments(),
            (f"content/{name}/notice.yaml", text),
            {
                f"content/{name}/returns/{entry.name}": entry.read_bytes()
                for entry in entries
                if entry.name.lower().endswith((".yaml", ".yml")) and entry.name[0] not in "~." and entry.is_file()
            },
            self._phrases(),
            self.tables(name, text),
            self.documents(name, text),
        )

    def tables(self, name: str, text: bytes) -> dict[str, TableFile]:
        """The tables of the workbooks that the text of a notice names, by the names of the files."""
        named = self._named(name, text, WORKBOOKS)
        if not named:
            return {}
        from generators.excel.table import read_table  # takes its time to import

        return {entry.name: read_table(readable_bytes(entry), entry.name) for entry in named}

    def documents(self, name: str, text: bytes) -> dict[str, DocumentFile]:
        """The finished documents that the text of a notice names, by the names of the files."""
        named = [(entry.name, readable_bytes(entry)) for entry in self._named(name, text, DOCUMENTS)]
        if not named:
            return {}
        from generators.word.finished import faults_of_finished  # takes its time to import

        faults = {file: [(one.message, one.hint) for one in faults_of_finished(raw, file)] for file, raw in named}
        return {file: DocumentFile(digest_of(raw), faults[file]) for file, raw in named}

    def beside(self, name: str, file: str) -> bytes:
        """A file beside notice.yaml. Raises OSError where it cannot be read."""
        return (self._content / name / file).read_bytes()

    def _named(self, name: str, text: bytes, suffixes: tuple[str, ...]) -> list[Path | Traversable]:
        """The files beside notice.yaml with these suffixes that its text names, in whatever encoding it is."""
        entries = [one for one in _by_name(self._content / name) if one.name.lower().endswith(suffixes)]
        return [one for one in entries if one.is_file() and any(one.name.encode(code) in text for code in _ENCODINGS)]

    def seen(self, name: str) -> bytes | None:
        """What `seen.as_seen` has kept for a notice, None where nothing is kept."""
        kept = self._content / name / FILE
        return kept.read_bytes() if kept.is_file() else None

    def departments(self) -> tuple[str, bytes]:
        """The list of units: its path for messages, and its bytes. Raises UsageError where it is missing."""
        file = "content/departments.yaml"
        try:
            return file, (self._content / "departments.yaml").read_bytes()
        except FileNotFoundError:
            hint = "单位名录写在这个文件里；用 duban new 建一个新的工作文件夹，可从那里复制"
            raise UsageError(error(f"缺少文件 {file}", hint)) from None

    def _phrases(self) -> tuple[str, bytes] | None:
        """常用答复.yaml, which adds to the stock answers: its path for messages and its bytes, if any."""
        file = self._content / "常用答复.yaml"
        return ("content/常用答复.yaml", file.read_bytes()) if file.is_file() else None

    def holidays(self) -> tuple[str, bytes] | None:
        """节假日.yaml, which corrects the published holidays: its name for messages and its bytes, if any."""
        file = self._content / "节假日.yaml"
        return ("content/节假日.yaml", file.read_bytes()) if file.is_file() else None

    def files_to_copy(self, name: str) -> dict[str, bytes]:
        """What a new workspace like this one needs: a notice, the units, the examples and the templates."""
        entries = [entry for entry in self._content.iterdir() if entry.name.endswith((".yaml", ".schema.json"))]
        files = {f"content/{entry.name}": entry.read_bytes() for entry in entries}
        text = (self._content / name / "notice.yaml").read_bytes()
        files |= {f"content/{name}/{entry.name}": entry.read_bytes() for entry in self._named(name, text, _BESIDE)}
        files[f"content/{name}/notice.yaml"] = text
        for supplied in resources.files("templates").iterdir():
            if supplied.name.endswith((".docx", ".yaml")):
                files[f"templates/{supplied.name}"] = self.template(supplied.name)[1]
        files[f"templates/{_SUPPLIED}"] = json.dumps(self.supplied_when_new(), indent=1, sort_keys=True).encode("ascii")
        return files

    def supplied_when_new(self) -> dict[str, str]:
        """The digests of the templates that came with the tool when this workspace was made; empty where not known."""
        if self._root is None:
            return {name: digest_of(self.supplied_template(name)) for name in self.supplied_templates()}
        try:
            found = json.loads((self._root / "templates" / _SUPPLIED).read_bytes())
            return {str(name): str(digest) for name, digest in found.items()}
        except (OSError, ValueError, AttributeError):
            return {}

    @staticmethod
    def supplied_templates() -> list[str]:
        """The names of the templates that come with the tool."""
        return sorted(one.name for one in resources.files("templates").iterdir() if one.name.endswith(".docx"))

    @staticmethod
    def supplied_template(file: str) -> bytes:
        """A template as it comes with the tool."""
        return (resources.files("templates") / file).read_bytes()

    def template(self, file: str) -> tuple[str, bytes]:
        """A template's name for messages and its bytes: the workspace's own, else the one that comes with the tool."""
        replacement = self._root / "templates" / file if self._root else None
        source: Path | Traversable = (
            replacement if replacement and replacement.is_file() else resources.files("templates") / file
        )
        return f"templates/{file}", source.read_bytes()

    def read_for_documents(self, notice: str) -> Iterator[tuple[str, bytes]]:
        """Every file on which the documents of a notice may depend, by name: content, returns, issues, templates."""
        yield "content", b"supplied" if self.uses_supplied_content else b"own"
        for entry in _by_name(self._content):
            if entry.is_file() and entry.name.endswith((".yaml", ".yml")):
                yield f"content/{entry.name}", readable_bytes(entry)
        yield from _files_below(self._content / notice, f"content/{notice}")
        templates = self._root / "templates" if self._root else None
        folders = [resources.files("templates"), *([templates] if templates and templates.is_dir() else [])]
        for number, folder in enumerate(folders):
            for entry in _by_name(folder):
                if entry.is_file() and entry.name.endswith((".docx", ".yaml")):
                    yield f"templates/{number}/{entry.name}", readable_bytes(entry)

    def issued(self, notice: str) -> Path:
        """The folder of what was sent out."""
        return self.root / "content" / notice / "issued"

    def returns_of(self, notice: str) -> Iterator[tuple[Path, bytes]]:
        """The files of what units have returned."""
        folder = self.root / "content" / notice / "returns"
        for file, raw in self.content_files(notice).returns.items():
            yield folder / file.rsplit("/", 1)[-1], raw

    def later_returns(self, notice: str) -> list[Path]:
        """The files of later returns that differ from the first ones and wait for a choice."""
        folder = self.root / "content" / notice / "returns" / LATER
        return [path for path in sorted(folder.glob("*.yaml")) if path.is_file()]

    def layout(self) -> tuple[str, bytes]:
        """版式.yaml: its name for messages and its bytes, the workspace's own or the one that comes with the tool."""
        return self.template("版式.yaml")

    def own_templates(self) -> list[Path]:
        """The Word files in the workspace's templates folder."""
        return [path for path in sorted((self.root / "templates").glob("*.docx")) if path.name[0] not in "~."]

    def output(self, notice: str) -> Path:
        """The folder of a notice's documents."""
        return self.root / "output" / notice


def _by_name(folder: Path | Traversable) -> list[Path | Traversable]:
    return sorted(folder.iterdir(), key=lambda entry: entry.name)


def _files_below(folder: Path | Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    """The files of a notice's content by name; of what came in, the YAML made from it, not the files themselves."""
    for entry in _by_name(folder):
        below = f"{name}/{entry.name}"
        if entry.is_dir():
            yield from _files_below(entry, below)
        elif entry.name.endswith((".yaml", ".yml", ".json", FILE)) or "/issued/" in below or _is_beside(below):
            yield below, readable_bytes(entry)


def _is_beside(name: str) -> bool:
    """Whether a workbook or document lies beside notice.yaml."""
    return name.count("/") == 2 and name.lower().endswith(_BESIDE)


def _refuse_inside_of_a_workspace(folder: Path) -> None:
    """A clerk who stands one folder too deep must not get the supplied notice instead of their own."""
    for parent in list(folder.resolve().parents)[:3]:
        if (parent / "content" / "departments.yaml").is_file():
            raise UsageError(error("这里在工作文件夹的里面，不是工作文件夹本身", f"到“{parent}”里运行，或用 -C 指明它"))
