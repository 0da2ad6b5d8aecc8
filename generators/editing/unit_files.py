"""The new name of a unit put into content files: departments.yaml, a notice, a return."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import yaml

from generators.dossier.facts import Facts
from generators.dossier.source import Path
from generators.dossier.yaml_scalar import scalar
from generators.editing.leads import IN_LEAD, lead_of, value_of
from generators.editing.unit_names import Renaming
from generators.editing.yaml_text import YamlText
from generators.wording import LeadMode

Assign = Callable[[str, Sequence[str]], Sequence[str]]
"""Asks which of the units that take over get what a place gives to a unit that is split."""

_LISTS = (*IN_LEAD, "责任", "对象", "成员", "填报")  # lists of units, which the notice does not print as they stand
_FORMER = "曾用名"
_SHOWN = 30  # characters of a text about which is asked


def in_departments(text: YamlText, renaming: Renaming) -> None:
    """Put a renaming into departments.yaml; old names become 别名 of the unit that takes over."""
    entries = {path[1]: node for path, node in text.nodes() if path[:1] == ("单位",) and len(path) == 2}
    by_name = {_value(node, "名称"): node for node in entries.values() if isinstance(node, yaml.MappingNode)}
    entry, heir = by_name[renaming.unit.name], by_name.get(renaming.targets[0])
    if heir is not None and heir is not entry:
        _add_aliases(text, heir, renaming.unit.names)
        text.remove_lines(entry)
    else:
        names = renaming.names or {renaming.unit.name: renaming.targets[0]}
        for key in ("名称", "简称"):
            node = value_of(entry, key)
            if isinstance(node, yaml.ScalarNode) and node.value in names:
                text.put(node, names[node.value])
        _add_aliases(text, entry, [old for old, new in names.items() if old != new], without=tuple(names.values()))
    number, used = renaming.unit.number, {unit.number for unit in renaming.units}
    for name in renaming.targets[1:]:
        if name not in renaming.units:
            number = next(free for free in range(number + 1, number + 10_000) if free not in used)
            line = f"{{ 序号: {number}, 名称: {scalar(name)}, 类别: {scalar(renaming.unit.category)} }}"
            text.add_line_after(entry, " " * (entry.start_mark.column - 2) + f"- {line}")


def _add_aliases(text: YamlText, entry: yaml.MappingNode, names: Sequence[str], without: Sequence[str] = ()) -> None:
    node = value_of(entry, "别名")
    if not names:
        return
    if not isinstance(node, yaml.SequenceNode):
        text.add_key(entry, "别名", f"[{', '.join(map(scalar, names))}]", after=("名称", "简称"))
        return
    there = [one.value for one in node.value]
    new = [name for name in names if name not in there]
    if node.flow_style:
        kept = [name for name in there if name not in without]
        text.put_value(node, f"[{', '.join(map(scalar, [*kept, *new]))}]")
    else:
        for one in node.value:
            if one.value in without:
                text.remove_lines(one)
        for name in new:
            text.add_entry(node, scalar(name))


def in_draft(text: YamlText, renaming: Renaming, assign: Assign) -> None:
    """Put a renaming into a notice that has not been issued: wherever the unit is named."""
    lists = _in_lists(text, renaming, assign)
    for path, node in text.nodes():
        if isinstance(node, yaml.ScalarNode) and path[:-1] not in lists:
            here = _in_text(text, node, renaming, assign) if renaming.is_split else renaming
            if here.names:
                text.substitute(node, here.pattern, here.names)
    for path, key in text.key_nodes():
        if path[:1] == ("汇总",) and len(path) > 1 and renaming.names:
            text.substitute(key, renaming.pattern, renaming.names)


def _in_text(text: YamlText, node: yaml.ScalarNode, renaming: Renaming, assign: Assign) -> Renaming:
    """What the names of a unit that is split mean in one text, which is asked."""
    every = renaming.replacing(renaming.targets[0])
    if not any(found[0] in every.names for found in every.pattern.finditer(node.value)):
        return renaming
    words = f"“{node.value[:_SHOWN]}{'…' if len(node.value) > _SHOWN else ''}”里的{renaming.unit.name}"
    return renaming.replacing("、".join(assign(f"{text.file}:{node.start_mark.line + 1} {words}", renaming.targets)))


def in_issued(text: YamlText, renaming: Renaming, assign: Assign, facts: Facts) -> None:
    """Put a renaming into a notice that was issued: duties go over, the notice keeps its words.

    What it prints of leads is written down as their 表述, and the old name noted as 曾用名, for other documents.
    """
    former = renaming.unit.name if renaming.unit.name in renaming.names or not renaming.names else ""
    is_named = any(isinstance(node, yaml.ScalarNode) and _names(renaming, node.value) for _, node in text.nodes())
    for path, node in text.nodes():
        if path[-1:] == ("牵头",) and isinstance(node, yaml.MappingNode) and _names_in(renaming, node):
            _keep_words(text, node, facts)
        elif path[-1:] == ("受理",) and isinstance(node, yaml.ScalarNode) and renaming.names:
            text.substitute(node, renaming.pattern, renaming.names)
    assigned: list[str] = []

    def noted(place: str, targets: Sequence[str]) -> Sequence[str]:
        answer = assign(place, targets)
        assigned.extend(answer)
        return answer

    _in_lists(text, renaming, noted)
    if is_named and former:
        heirs = [name for name in renaming.targets if name in assigned] or renaming.targets[:1]
        _note_former(text, renaming, facts, heirs)


def in_return(text: YamlText, renaming: Renaming, *, issued: bool) -> None:
    """Put a renaming into a return: its 单位, and the words by which it names what the notice names otherwise now."""
    for path, node in text.nodes():
        if not isinstance(node, yaml.ScalarNode):
            continue
        if path == ("单位",) and node.value in renaming.unit.names:
            text.put(node, renaming.targets[0])
        elif path[-1] in ("事项", "措施") and not issued and renaming.names:
            text.substitute(node, renaming.pattern, renaming.names)


def _in_lists(text: YamlText, renaming: Renaming, assign: Assign) -> set[Path]:
    """Put a renaming into the lists of units, and return these; a unit that then stands twice keeps its first place."""
    done: set[Path] = set()
    for path, node in text.nodes():
        if path[-1:] == ("牵头",) and isinstance(node, yaml.MappingNode):
            pairs = [(key, value_of(node, key)) for key in IN_LEAD]
            group = [((*path, key), one) for key, one in pairs if isinstance(one, yaml.SequenceNode)]
        elif path and path[-1] in _LISTS and isinstance(node, yaml.SequenceNode) and path not in done:
            group = [(path, node)]
        else:
            continue
        taken: set[str] = set()
        for where, sequence in group:
            done.add(where)
            entries = [_taken_over(text, renaming, assign, where, entry) for entry in sequence.value]
            if entries == [[entry.value] for entry in sequence.value] and not (taken or renaming.merges):
                continue
            text.put_entries(sequence, [_once(names, taken, renaming) for names in entries])
        _settle_mode(text, node, renaming, taken)
    return done


def _taken_over(
    text: YamlText, renaming: Renaming, assign: Assign, path: Path, entry: yaml.ScalarNode
) -> Sequence[str]:
    name = str(entry.value)
    if name not in renaming.unit.names:
        return [name]
    if renaming.is_split:
        return list(assign(f"{text.file}:{entry.start_mark.line + 1} {_words_of(text, path)}", renaming.targets))
    return [renaming.names.get(name, renaming.targets[0] if renaming.merges else name)]


def _once(names: Sequence[str], taken: set[str], renaming: Renaming) -> list[str]:
    new = [name for name in names if renaming.canonical(name) not in taken]
    taken.update(map(renaming.canonical, new))
    return new


def _settle_mode(text: YamlText, node: yaml.Node, renaming: Renaming, names: set[str]) -> None:
    """One unit that is left of several does not lead 分别."""
    mode = value_of(node, "方式")
    if renaming.merges and isinstance(mode, yaml.ScalarNode) and mode.value == LeadMode.SEPARATE:
        departments = value_of(node, "部门")
        left = {renaming.canonical(one.value) for one in departments.value} if departments else names
        if len(left) == 1:
            text.put(mode, LeadMode.JOINT)


def _keep_words(text: YamlText, node: yaml.MappingNode, facts: Facts) -> None:
    printed = value_of(node, "表述")
    words = facts.lead_words(lead_of(node, facts))
    if isinstance(printed, yaml.ScalarNode):
        if printed.value != words:
            text.put(printed, words)
    else:
        text.add_key(node, "表述", scalar(words) if words else '""')


def _note_former(text: YamlText, renaming: Renaming, facts: Facts, heirs: Sequence[str]) -> None:
    """曾用名: { 新名: [旧名] }, together with what stands there: a name that was a new one then is passed on.

    A unit that was there before, and that another one becomes part of, is named as one of the two.
    """
    assert isinstance(text.root, yaml.MappingNode)
    former = {name: list(olds) for name, olds in facts.notice.former_names.items()}
    before = former.pop(renaming.unit.name, [renaming.unit.name])
    for heir in heirs:
        was_there = heir in renaming.units and heir not in renaming.unit.names
        former[heir] = list(dict.fromkeys([*former.get(heir, [heir] if was_there else []), *before]))
    shown = {name: olds for name, olds in former.items() if olds != [name]}
    entries = [f"{scalar(name)}: [{', '.join(map(scalar, olds))}]" for name, olds in shown.items()]
    value, node = f"{{ {', '.join(entries)} }}", value_of(text.root, _FORMER)
    if node is not None:
        text.put_value(node, value)
    else:
        text.add_key(text.root, _FORMER, value, after=("标题", "发文机关", "发文字号", "主送机关", "成文日期"))


def _names(renaming: Renaming, value: str) -> bool:
    return any(name in value for name in renaming.unit.names)


def _names_in(renaming: Renaming, lead: yaml.MappingNode) -> bool:
    lists = (value_of(lead, key) for key in IN_LEAD)
    return any(one.value in renaming.unit.names for found in lists if found for one in found.value)


def _words_of(text: YamlText, path: Path) -> str:
    """Where a list stands, in words: “推进财政审计信息公开”的牵头."""
    values: Mapping[Path, yaml.Node] = dict(text.nodes())
    titles = list(_titles(values, path))
    key = "".join(str(one) for one in path[-2:] if one in ("牵头", *_LISTS) and one != "部门")
    return f"“{titles[-1]}”的{key}" if titles else key


def _titles(values: Mapping[Path, yaml.Node], path: Path) -> Iterator[str]:
    for end in range(1, len(path)):
        node = values[path[:end]]
        for key in ("名称", "标题", "内容"):
            words = _value(node, key)
            if words:
                yield words[:20]
                break


def _value(mapping: yaml.Node, key: str) -> str:
    node = value_of(mapping, key)
    return str(node.value) if isinstance(node, yaml.ScalarNode) else ""


def still_named(text: YamlText, renaming: Renaming) -> dict[str, list[str]]:
    """The lines of texts in which a unit stands under a name that was not replaced, by that name."""
    found: dict[str, list[str]] = {}
    left = [name for name in renaming.unit.names if name not in renaming.names and name not in renaming.names.values()]
    for path, node in text.nodes():
        if isinstance(node, yaml.ScalarNode) and not {*path} & {*_LISTS}:
            name = next((name for name in left if name in renaming.pattern.sub("", node.value)), None)
            if name:
                found.setdefault(name, []).append(str(node.start_mark.line + 1))
    return found
