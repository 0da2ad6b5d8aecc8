"""Which words say that there is nothing (无), and which that another unit carries a task out (不承担).

The words are data: `stock_words.yaml` beside this file, and 常用答复.yaml in `content/`, which adds to them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from importlib import resources

from pydantic import Field

from generators.dossier.declining import declines
from generators.dossier.nodes import Content
from generators.dossier.source import Source
from generators.dossier.validation import read_source, validate
from generators.problems import Problem

FILE = "常用答复.yaml"
_SUPPLIED = "stock_words.yaml"
_LONGEST = 60  # characters of a nil answer; longer ones say something
_CIRCLED = re.compile("[①-⑳❶-❿]")
_NUMBER = re.compile(
    r"(?:\(?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:\)|[、.．,:](?!\d))|\((?:\d{1,2}|[一二三四五六七八九十]{1,3})\)"
    r"|[一二三四五六七八九十]{1,3}(?:是|要)(?!否)|第[一二三四五六七八九十]+[,、:]?|\d{1,2}\s+)\s*"
)
_IN_BRACKETS = re.compile(r"\((?:\d{1,2}|[一二三四五六七八九十]{1,3})\)")
_MARKS = " \t\"'“”‘’「」《》<>[]【】{}*•·●■□☑√✓✔◆▪※~～-—–―_/\\|…×.!?"
_CLAUSE_ENDS = re.compile(r"([:!?,()]|\.{2,})")
_DASHES = re.compile(r"[-/\\|*~·.×xX…—–―_・•\s]*")
_ABOUT_CARRYING = re.compile(
    r"不承担|不涉及|不属于|无关|分工|(?:没有|无)(?:此|该|相关).{0,2}(?:任务|职责|职能)|由.{2,16}(?:承担|负责|牵头)"
)
_GOOD = re.compile("顺利|正常|良好|平稳|有序|稳定|较好|很好|到位|按计划|按期|如期|按时")
_CONTRAST = re.compile("但|不过|然而|只是|仅|除了|除外|另外|此外")


class StockWords(Content):
    """The words by their part in a sentence; 无 and 不承担 are whole answers."""

    negations: list[str] = Field([], alias="否定", description="无、没有、未发现……")
    needless: list[str] = Field([], alias="免", description="不需要……")
    needs: list[str] = Field([], alias="需", description="需要……")
    helpers: list[str] = Field([], alias="机关", description="需要之后的：省政府……")
    deeds: list[str] = Field([], alias="办", description="需要之后的：协调、解决……")
    matters: list[str] = Field([], alias="事", description="问题、困难、意见……")
    qualities: list[str] = Field([], alias="修饰", description="明显、其他……")
    settings: list[str] = Field([], alias="语境", description="目前、工作中、我厅……")
    links: list[str] = Field([], alias="连接", description="和、与……")
    smooth: list[str] = Field([], alias="顺利", description="顺利、正常……：在“存在问题”里和“没有”写在一起时不算内容")
    nil: list[str] = Field([], alias="无", description="整格的话，意思是没有")
    declined: list[str] = Field([], alias="不承担", description="整格的话，意思是不由本单位承担")


def read_words(file: str, raw: bytes) -> tuple[StockWords, list[Problem]]:
    """The words of a file (its path for messages, its bytes), and its problems; no words where it is faulty."""
    source: Source = read_source(raw, file, StockWords)
    if source.data is None and not source.problems:
        return StockWords.model_validate({}), []
    words, problems = validate(StockWords, source)
    return words or StockWords.model_validate({}), problems


class Phrases:
    """Nil answers by the words that come with the tool, and those that an office has added."""

    def __init__(self, added: StockWords | None = None) -> None:
        self._added = added
        self.is_nil = lru_cache(4096)(self._is_nil)
        self.is_no_problem = lru_cache(4096)(self._is_no_problem)

    @cached_property
    def _words(self) -> StockWords:
        """All words; read when a return is first looked at, which most runs never do."""
        supplied, _ = read_words(_SUPPLIED, (resources.files("generators.dossier") / _SUPPLIED).read_bytes())
        return _together(supplied, self._added) if self._added else supplied

    def declined_whole(self, text: str) -> bool:
        """Whether a text is one of the whole answers for 不承担."""
        return _bare(text) in self._whole_declined

    @staticmethod
    def may_decline(text: str) -> bool:
        """Whether a short text is about who carries a task out, so that it may mean 不承担."""
        return len(text) <= 40 and _ABOUT_CARRYING.search(text) is not None

    def _is_nil(self, text: str) -> bool:
        """Whether a cell is empty, or says no more than that there is nothing to report."""
        return self._covers(text, smooth=False) and not declines(text)

    def _is_no_problem(self, text: str) -> bool:
        """The same for 存在问题, where 进展顺利，没有问题 is no more than 没有问题."""
        return self._covers(text, smooth=True)

    def is_unclear(self, text: str) -> bool:
        """Whether a text in 存在问题 nearly says that there is nothing: nothing but a few letters is unknown.

        That all goes well (一切正常) may mean it, too.
        """
        plain = _normal(text)
        if self._is_no_problem(text) or len(plain) > _LONGEST or _CONTRAST.search(plain):
            return False
        clauses = [clause for clause, _ in _clauses(plain)]
        unknown = sum(map(self._unknown, clauses))
        well = bool(_GOOD.search(plain)) and all(_consists_of(clause, self._well) for clause in clauses)
        return (
            any(map(self._negates, clauses)) or well or (self._has_negation(plain) and 0 < unknown < len(plain) * 0.3)
        )

    def _covers(self, text: str, *, smooth: bool) -> bool:
        plain = _normal(text)
        if _DASHES.fullmatch(plain) or _bare(text) in self._whole_nil:
            return True
        clauses = list(_clauses(plain)) if len(plain) <= _LONGEST else []
        says_nil = [self._negates(clause) or clause in self._whole_nil for clause, _ in clauses]
        return any(says_nil) and all(
            is_nil or self._is_aside(clause, is_label=is_label) or (smooth and _consists_of(clause, self._well))
            for is_nil, (clause, is_label) in zip(says_nil, clauses, strict=True)
        )

    def _is_aside(self, clause: str, *, is_label: bool) -> bool:
        """Whether a clause says nothing by itself: a label (存在问题：), 目前, 我局."""
        return (is_label and _consists_of(clause, self._labels)) or _consists_of(clause, self._context)

    def _negates(self, clause: str) -> bool:
        """Whether the words cover a clause, a negation among them: 目前尚未发现明显问题.

        A deed (解决) counts only behind a need (需要), as in 无需省政府协调解决的问题.
        """
        reached = {(0, "plain", False)}
        for at in range(len(clause)) if self._has_negation(clause) else ():
            for _, state, found in [one for one in reached if one[0] == at]:
                for words, before, after, negates in self._grammar:
                    if state in before:
                        reached |= {(end, after, found or negates) for end in words.ends(clause, at)}
        return any(end == len(clause) and found for end, _, found in reached)

    def _unknown(self, clause: str) -> int:
        """How many letters of a clause no word covers."""
        best = list(range(len(clause) + 1))
        for at in range(len(clause)):
            best[at + 1] = min(best[at + 1], best[at] + 1)
            for end in self._all.ends(clause, at):
                best[end] = min(best[end], best[at])
        return best[-1]

    def _has_negation(self, text: str) -> bool:
        return any(word in text for word in (*self._words.negations, *self._words.needless))

    @cached_property
    def _grammar(self) -> list[tuple[_Words, tuple[str, ...], str, bool]]:
        """(words, the states before them, the state after them, whether they negate)."""
        one, everywhere = self._words, ("plain", "done")
        return [
            (_Words(one.negations), everywhere, "plain", True),
            (_Words(one.needless), everywhere, "need", True),
            (_Words(one.needs), everywhere, "need", False),
            (_Words(one.helpers), ("need",), "need", False),
            (_Words(one.deeds), ("need", "done"), "done", False),
            (_Words([*one.matters, *one.qualities, *one.settings, *one.links]), (*everywhere, "need"), "plain", False),
        ]

    @cached_property
    def _context(self) -> _Words:
        return _Words([*self._words.settings, *self._words.links])

    @cached_property
    def _well(self) -> _Words:
        return _Words([*self._words.smooth, *self._words.settings, *self._words.links])

    @cached_property
    def _all(self) -> _Words:
        return _Words([word for name in StockWords.model_fields for word in getattr(self._words, name)])

    @cached_property
    def _labels(self) -> _Words:
        one = self._words
        return _Words([*one.matters, *one.qualities, *one.settings, *one.links])

    @cached_property
    def _whole_nil(self) -> frozenset[str]:
        return frozenset(map(_bare, self._words.nil))

    @cached_property
    def _whole_declined(self) -> frozenset[str]:
        return frozenset(map(_bare, self._words.declined))


def _together(one: StockWords, other: StockWords) -> StockWords:
    fields = StockWords.model_fields.items()
    return StockWords.model_validate({field.alias: getattr(one, name) + getattr(other, name) for name, field in fields})


class _Words:
    """Words by their first letter."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_letter: dict[str, list[str]] = {}
        for word in filter(None, words):
            self._by_letter.setdefault(word[0], []).append(word)

    def ends(self, text: str, at: int) -> list[int]:
        """Where those of the words end that stand in a text from `at` on."""
        return [at + len(word) for word in self._by_letter.get(text[at], ()) if text.startswith(word, at)]


def _consists_of(clause: str, words: _Words) -> bool:
    reached = {0}
    for at in range(len(clause)):
        if at in reached:
            reached |= set(words.ends(clause, at))
    return len(clause) in reached


def _normal(text: str) -> str:
    """A text with half-width marks, line ends and numbers left as they are."""
    return unicodedata.normalize("NFKC", _CIRCLED.sub("", text)).strip()


def _clauses(plain: str) -> Iterator[tuple[str, bool]]:
    """The clauses of a normalized text, and whether each is the label of what follows (存在问题：).

    Without numbers, quotation marks and blanks; empty ones are left out.
    """
    for line in re.split(r"[\n。;]", _IN_BRACKETS.sub(" ", plain)):
        pieces = _CLAUSE_ENDS.split(_without_number(line))
        for piece, mark in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
            if clause := "".join(_without_number(piece).split()).strip(_MARKS + "、").lower():
                yield clause, mark == ":"


def _without_number(text: str) -> str:
    rest = text.strip(_MARKS)
    while found := _NUMBER.match(rest):
        rest = rest[found.end() :].strip(_MARKS)
    return rest


def _bare(text: str) -> str:
    """A text without blanks, marks and numbers, in small letters, by which whole answers are compared."""
    return "".join(clause for clause, _ in _clauses(_normal(text)))


SUPPLIED = Phrases()


def read_phrases(file: tuple[str, bytes] | None) -> tuple[Phrases, list[Problem]]:
    """The supplied phrases with those of an office's file (its path for messages, its bytes), and its problems."""
    if file is None:
        return SUPPLIED, []
    words, problems = read_words(*file)
    return Phrases(words), problems
