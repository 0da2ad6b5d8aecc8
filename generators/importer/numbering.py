"""Which numbers content need not write because position gives them, and which it must (原编号)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from generators.dossier.ordinals import Ordinal, cited
from generators.importer.tree import Kind, Node, ordinal_below


@dataclass
class Numbering:
    """How the tree under one root is numbered, by the identity of its nodes.

    `ordinals`: 序数 of what stands below, where it is not the usual one; `runs_on`: nodes with 编号: 连续;
    `odd`: 原编号; `irregular`: nodes whose number neither begins anew nor goes on by one.
    """

    ordinals: dict[int, Ordinal] = field(default_factory=dict)
    runs_on: set[int] = field(default_factory=set)
    odd: dict[int, str] = field(default_factory=dict)
    irregular: list[Node] = field(default_factory=list)


def numbering_of(root: Node) -> Numbering:
    """How the nodes under a root are numbered."""
    found = Numbering()
    ordinal = ordinal_below(root.below)
    if ordinal not in (None, Ordinal.SECTION):
        assert ordinal is not None
        found.ordinals[id(root)] = ordinal
    _level(found, root.below, ordinal or Ordinal.SECTION, 0)
    _down(found, root, ordinal or Ordinal.SECTION)
    found.irregular = list(_irregular(root))
    return found


def _down(found: Numbering, parent: Node, ordinal: Ordinal) -> None:
    """The levels below the children of a node, which are numbered by `ordinal`."""
    usual = ordinal.below
    for node in parent.below:
        below = ordinal_below(node.below)
        if below and below is not usual:
            found.ordinals[id(node)] = below
    runs = _mismatches(parent, usual, run=True) < _mismatches(parent, usual, run=False)
    if runs:
        found.runs_on.add(id(parent))
    counted = 0
    for node in parent.below:
        _level(found, node.below, ordinal_below(node.below) or usual, counted if runs else 0)
        counted += len(node.below)
        _down(found, node, ordinal_below(node.below) or usual)


def _mismatches(parent: Node, usual: Ordinal, *, run: bool) -> int:
    counted = wrong = 0
    for node in parent.below:
        ordinal = ordinal_below(node.below) or usual
        for index, below in enumerate(node.below, 1):
            wrong += below.value != (counted if run else 0) + index or below.ordinal is not ordinal
        counted += len(node.below)
    return wrong


def _level(found: Numbering, nodes: list[Node], ordinal: Ordinal, counted: int) -> None:
    for index, node in enumerate(nodes, 1):
        if node.prefix and cited(ordinal.text(counted + index)) != cited(node.prefix):
            found.odd[id(node)] = node.prefix


def _irregular(root: Node) -> Iterator[Node]:
    last: dict[Kind, int] = {}
    for node in root.nodes():
        if node.value and node.value != 1 and node.value != last.get(node.kind, 0) + 1:
            yield node
        if node.value:
            last[node.kind] = node.value
