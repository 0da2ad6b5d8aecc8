"""A filled workbook form read by what stands in it: labels by their text, rows by their key. Nothing typed is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from generators.characters import without_whitespace
from generators.excel.open_workbook import BASE, Opened, Word, opened
from generators.submission import PROGRESS_LABELS, UNIT_LABELS, Aside, Entry, Identify, Identity, Loose, Submission

KEY, NUMBER, TASK = "键", "序号", "任务"
_MOST_CELLS = 50_000  # of a form, which has some ten a task


def read_workbook_form(
    raw: bytes,
    file: str,
    identify: Identify = lambda stated, texts: stated,
    asked: Sequence[str] = PROGRESS_LABELS,
    blank: Callable[[str], Iterable[str]] = lambda unit: (),
) -> Submission:
    """What was typed into a returned workbook, word for word. Raises ContentError where it cannot be read.

    `asked` are the labels of a task; `blank` gives the texts of a unit's form (`sent_texts`), for a workbook that has
    lost those that it was sent out with.
    """
    book = opened(raw, file, _MOST_CELLS)
    texts = [word.text for title, rows in book.sheets.items() if title != BASE for row in rows.values() for word in row]
    identity = identify(Identity(book.subject, book.category, book.identifier), texts)
    reader = _Reader(book, asked, _base(book) or list(blank(identity.unit)))
    for title, rows in book.sheets.items():
        if title != BASE:
            reader.read(rows)
    objects = [Aside(place, what) for place, what in dict.fromkeys(book.objects)]
    return Submission(*identity, reader.about, reader.entries, list(reader.loose()), [*reader.asides, *objects])


def sent_texts(raw: bytes) -> list[str]:
    """The texts of a form that nobody has filled in, each as often as it stands there."""
    return _base(opened(raw, "空白表"))


def _base(book: Opened) -> list[str]:
    return [word.text for row in book.sheets.get(BASE, {}).values() for word in row]


class _Reader:
    """The words of a form, each put where it belongs: `about` the unit, into `entries`, `asides`, or loose."""

    def __init__(self, book: Opened, asked: Sequence[str], sent: Iterable[str]) -> None:
        self._asked = asked
        self.about: dict[str, str] = {}
        self.entries: list[Entry] = []
        self.asides: list[Aside] = []
        self._aside = [Loose(place, words) for place, words in book.aside]
        self._rest: list[Word] = []
        # The texts that were sent out, and how often: whatever stands there beyond them has been typed.
        self._sent = Counter(sent)

    def read(self, rows: dict[int, list[Word]]) -> None:
        """Read one sheet."""
        columns: dict[int, str] = {}
        for words in rows.values():
            readable = [word for word in words if not self._is_aside(word)]
            row = [word for word in readable if not word.copied]
            head = _head(row, self._asked)
            if head:
                columns = head
                self._rest += row
            elif columns and (self._has_key(row, columns) or not any(_plain(one.text) in UNIT_LABELS for one in row)):
                copies = [word for word in readable if word.copied and columns.get(word.column) in self._asked]
                self._task(row, copies, columns)
            else:
                self._labels(row)

    def _is_aside(self, word: Word) -> bool:
        """Whether a word is set aside: it cannot be read, or is not seen and was not sent out so."""
        if word.uncalculated:
            found = Aside(word.place, "没有算出结果的公式", word.text, "left")
        elif word.unread:
            found = Aside(word.place, word.unread)
        elif word.unseen and self._sent and word.text not in self._sent:
            found = Aside(word.place, word.unseen, word.text, "left")
        else:
            return False
        if not word.copied:
            self._set_aside(found, word)
        return True

    def _set_aside(self, found: Aside, word: Word) -> None:
        """Keep what was set aside; the hidden words of a row are one."""
        row, last = f"{word.sheet} 第{word.row}行", self.asides[-1] if self.asides else None
        if word.unseen and last and last.what == found.what and last.place.startswith((f"{row}第", row + "（")):
            self.asides[-1] = Aside(f"{row}（整行）", found.what, f"{last.words}；{found.words}", "left")
        else:
            self.asides.append(found)

    def _has_key(self, row: Sequence[Word], columns: dict[int, str]) -> bool:
        return any(columns.get(word.column) == KEY and word.text in self._sent for word in row)

    def _labels(self, row: Sequence[Word]) -> None:
        """A row outside of the table: to the right of a label stands its value."""
        label = ""
        for word in row:
            if _plain(word.text) in UNIT_LABELS:
                label = _plain(word.text)
                self._rest.append(word)
            elif label and label not in self.about:
                self.about[label] = word.text
                label = ""
            else:
                self._rest.append(word)

    def _task(self, row: Sequence[Word], copies: Sequence[Word], columns: dict[int, str]) -> None:
        """A row of the table; `copies` are words of cells above that are merged with cells of the row."""
        by_label = {columns[word.column]: word for word in (*copies, *row) if word.column in columns}
        values = {label: by_label[label].text for label in self._asked if label in by_label}
        task = self._name(by_label)
        if not (values and task):
            self._rest += row
            return
        self.entries.append(Entry(task, values, f"{row[0].sheet} 第{row[0].row}行"))
        used = [word for label, word in by_label.items() if label in values or (label in _NAMES and word.text in task)]
        self._rest += [word for word in row if word not in used]

    def _name(self, by_label: dict[str, Word]) -> str:
        """Which task a row is about: its key as it was sent out, else the words that stand there for it."""
        key, number, task = (by_label[label].text if label in by_label else "" for label in (KEY, NUMBER, TASK))
        if key and (key in self._sent or not self._sent):
            return key
        name = task.partition("\n")[0]
        return f"{number}　{name}" if number and name else name or key

    def loose(self) -> Iterator[Loose]:
        """All that was typed where no label says what it is about."""
        sent = self._sent.copy()
        for word in self._rest:
            if sent[word.text]:
                sent[word.text] -= 1
            elif self._sent or _plain(word.text) not in (*_NAMES, *self._asked, *UNIT_LABELS):
                yield Loose(word.place, word.text)
        yield from self._aside


def _head(row: Sequence[Word], asked: Sequence[str]) -> dict[int, str]:
    """The columns of a head of the table, empty where the row is none."""
    found = {word.column: _plain(word.text) for word in row if _plain(word.text) in (*_NAMES, *asked)}
    return found if len(set(found.values()) & set(asked)) >= 2 else {}


def _plain(text: str) -> str:
    return without_whitespace(text).strip("：:")


_NAMES = (KEY, NUMBER, TASK)
