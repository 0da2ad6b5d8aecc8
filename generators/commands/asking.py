"""Questions on the terminal, one after another, which a person may leave off at any time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generators.console import typed_line

if TYPE_CHECKING:
    from generators.editing.changes import Change
    from generators.importer.findings import Read

import click  # isort: skip  (only after `console`, which teaches it Chinese)

_YES, _NO, _LATER, _END = (
    ("", "y", "yes", "是", "对", "1"),
    ("n", "no", "否", "不", "不是", "0"),
    ("s", "跳过"),
    ("q", "退出"),
)
_TYPED = {"牵头": "单位，用“、”隔开", "时限": "日期，如 2024-06-30", "成文日期": "日期，如 2024-06-30"}


class Asking:
    """Asks about what is unsure, and about changes of a text. Once a person has ended it, nothing more is asked."""

    def __init__(self) -> None:
        self._is_over = False
        self._explained = set[str]()

    def settle(self, read: Read) -> bool | str | None:
        """Ask whether a fact that was read is right: what it is instead may be typed. None leaves it open."""
        from generators.dates import PartialDate

        if self._is_over:
            return None
        self._explain("settle", "回车：对；n：不对，照原样留作文字；s：先跳过；q：到此为止；也可以直接写对的。")
        if read.words != read.fact.removeprefix("通知"):
            click.echo(f"第{read.line}行，原文：{read.words}", err=True)
        typed = _TYPED.get(read.fact, "写对的")
        while True:
            answer = self._answer(f"  {read.fact}：{read.value}。对吗（不对就写：{typed}）：")
            if answer is None or isinstance(answer, bool) or "日期" not in typed:
                return answer
            try:
                PartialDate.parse(answer)
            except ValueError:
                click.echo(f"  “{answer}”不是日期，写成 2024-06-30 这样", err=True)
                continue
            return answer

    def take(self, change: Change) -> bool | None:
        """Ask whether a change of the text is to be taken. None leaves it open."""
        if self._is_over:
            return None
        self._explain("take", "回车：采用；n：不采用；s：先跳过；q：到此为止。")
        while True:
            answer = self._answer(f"{change}。采用吗：")
            if not isinstance(answer, str):
                return answer

    def _answer(self, question: str) -> bool | str | None:
        try:
            answer = typed_line(question)
        except KeyboardInterrupt:
            answer = None
        if answer is None or answer.lower() in _END:
            self._is_over = True
            click.echo("到此为止：前面答的都算数。", err=True)
            return None
        word = answer.lower()
        return True if word in _YES else False if word in _NO else None if word in _LATER else answer

    def _explain(self, what: str, words: str) -> None:
        if what not in self._explained:
            self._explained.add(what)
            click.echo(words, err=True)
