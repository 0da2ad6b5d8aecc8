"""Whose form a file is, and of which notice and kind: by its properties; where these are gone, by what stands in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from generators.characters import without_whitespace
from generators.dossier.dossier import Dossier
from generators.plan import Kind
from generators.problems import Place, Problem, refused, warning
from generators.submission import PLAN_LABELS, Identity
from generators.wording import Answer

_FEWEST = 3  # labels by which a form is known
_FORMER = re.compile("（原[^（）]+）$")
_UNIT = re.compile(r"(?:报送|填报)?单位(?:名称)?(?:（盖章）)?")


@dataclass
class Identification:
    """The identity of one file. `unit`: whose it is, where the clerk has said so. `doubts` are collected."""

    dossier: Dossier
    kinds: Sequence[Kind]  # that units fill in
    file: str
    unit: str = ""
    doubts: list[Problem] = field(default_factory=list)

    def identify(self, stated: Identity, texts: Sequence[str]) -> Identity:
        """The identity of a form, from the one `stated` in its properties and the texts in it.

        Empty values stand for what cannot be made out. The older formats keep the notice alone among the properties.
        Raises ContentError where the two name different units.
        """
        plain = [_plain(text) for text in texts]
        kind = self._kind(stated.kind, plain)
        notice = stated.notice or (self.dossier.name if self.unit or self._is_named(plain) else "")
        beside_label = self._unit_beside_its_label(plain)
        unit = stated.unit or beside_label or self._only_unit(plain)
        if beside_label and not self.unit and notice == self.dossier.name:
            self._refuse_another_units_form(stated.unit, beside_label)
        if self.unit and kind:
            name = self.dossier.units[self.unit].name
            if unit and (unit not in self.dossier.units or self.dossier.units[unit].name != name):
                self._doubt(f"表里的单位是“{unit}”，按 --for 记作{name}", "核对是不是收错了")
            return Identity(notice, kind, name)
        if kind and unit and not (stated.kind and stated.unit) and not (stated.notice and beside_label):
            what = f"文件属性不见了，按表名、单位和栏目认作{unit}的{self._title(kind)}"
            self._doubt(what, "核对；不是这个单位的，先 duban undo，再用 --for 单位 收")
        elif stated.kind and kind != stated.kind:
            self._doubt(f"文件属性与栏目不符，按栏目认作{self._title(kind)}", "核对是不是这种表")
        return Identity(notice, kind, unit)

    def _refuse_another_units_form(self, stated: str, written: str) -> None:
        """Raises ContentError for a form that was made for one unit and bears the name of another one."""
        if stated in self.dossier.units and self.dossier.units[stated].name != written:
            message = f"是发给{stated}的表，单位一栏写的是{written}，分不清是谁报的"
            hint = "问清以后用 collect 文件 --for 单位 收"
            raise refused(self.file, message, hint)

    def _is_named(self, texts: Sequence[str]) -> bool:
        """Whether a text names the notice, or what it issues."""
        names = {_plain(self.dossier.subject), *(_plain(body.title) for body in self.dossier.bodies)}
        return any(name in text for name in names for text in texts)

    def _unit_beside_its_label(self, texts: Sequence[str]) -> str:
        """The unit behind 单位（盖章）."""
        for index, text in enumerate(texts):
            found = _UNIT.match(text)
            behind = [text[found.end() :].lstrip("：:"), *texts[index + 1 : index + 2]] if found else []
            for words in behind:
                if words in self.dossier.units:
                    return self.dossier.units[words].name
        return ""

    def _only_unit(self, texts: Sequence[str]) -> str:
        """The unit that stands alone in a place of the form, where it is the only one."""
        alone = {self.dossier.units[text].name for text in texts if text in self.dossier.units}
        return alone.pop() if len(alone) == 1 else ""

    def _kind(self, stated: str, texts: Sequence[str]) -> str:
        """The name of a form's kind by its labels where these are of one kind only, else as stated."""
        plan = len(set(texts) & set(PLAN_LABELS))
        report = len(set(texts) & set(self.dossier.notice.report_labels))
        if max(plan, report) < _FEWEST or min(plan, report):
            return stated
        answer = Answer.PLAN if plan else Answer.REPORT
        fitting = [kind.name for kind in self.kinds if kind.answers == answer]
        return stated if stated in fitting or not fitting else fitting[0]

    def _title(self, name: str) -> str:
        return next((kind.title for kind in self.kinds if kind.name == name), name)

    def _doubt(self, message: str, hint: str) -> None:
        self.doubts.append(warning(message, hint, Place(self.file)))


def _plain(text: str) -> str:
    """A text without blanks, the colon of a label, and the former name behind a renamed unit."""
    return _FORMER.sub("", without_whitespace(text).rstrip("：:"))
