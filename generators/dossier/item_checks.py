"""The content rules for items: titles, leads and natures that are missing, doubtful or contradictory."""

from __future__ import annotations

from collections.abc import Iterator

from generators.dossier.dossier import Dossier
from generators.dossier.nodes import Nature
from generators.dossier.source import Path, Source
from generators.dossier.tree_leads import leads_of, units_named
from generators.problems import Problem, error, notice, warning
from generators.wording import listed, listed_briefly


def check_items(dossier: Dossier, source: Source) -> Iterator[Problem]:
    """Every finding in the sections and items of a notice, with its place in the notice's file."""
    yield from _titles(dossier, source)
    yield from _leads(dossier, source)
    yield from _only_cooperating(dossier, source)
    yield from _contradictions(dossier, source)
    yield from _natures(dossier, source)


def _titles(dossier: Dossier, source: Source) -> Iterator[Problem]:
    titles: dict[str, str] = {}
    for item in dossier.placed:
        if item.content.items and not item.content.title:  # goes by the words of what stands below it
            continue
        if item.title in titles and item.level > 1:
            hint = "换一个标题，不然报送的材料分不清是哪一项"
            yield warning(f"{item.label}与{titles[item.title]}的标题相同", hint, source.place((*item.path, "标题")))
        titles.setdefault(item.title, item.label)


def _leads(dossier: Dossier, source: Source) -> Iterator[Problem]:
    """Tasks that nobody leads and that name nobody."""
    for item in dossier.tasks:
        if item.lead is None and not all(measure.named for _, measure in item.passages):
            hint = "补上“牵头: { 部门: [单位], 方式: 牵头 }”，或“责任: [单位]”"
            yield warning(f"{item.label}“{item.title}”没有牵头单位", hint, source.place((*item.path, "标题")))


def _only_cooperating(dossier: Dossier, source: Source) -> Iterator[Problem]:
    """Units that cooperate (配合) and are asked nothing else: they get no document of their own."""
    if not dossier.makes("任务清单"):
        return
    busy = {unit.name for unit in dossier.units_with_duties}
    idle: dict[str, Path] = {}
    for path, lead, _ in leads_of(dossier):
        for unit in dossier.members(lead.cooperating):
            if unit.name not in busy:
                idle.setdefault(unit.short_name, (*path, "牵头", "配合"))
    if idle:
        hint = f"要给的，在它配合的事项写上“责任: [{next(iter(idle))}]”"
        place = source.place(next(iter(idle.values())))
        yield notice(f"{listed_briefly(list(idle))}只是配合，没有任务清单", hint, place)


def _contradictions(dossier: Dossier, source: Source) -> Iterator[Problem]:
    """Leads whose words (表述) name units that nothing else of the node does."""
    for path, lead, around in leads_of(dossier):
        if lead.printed is None:
            continue
        given = [*lead.departments, *lead.cooperating, *lead.guiding]
        meant = dossier.member_names([*given, *around])
        former = [old for unit in meant for old in dossier.notice.former_names.get(unit, ())]
        meant = meant.union(dossier.member_names(former))
        for name in units_named(lead.printed, dossier.units):
            if name not in meant:
                short = dossier.units[name].short_name
                message = f"表述里写的是“{short}”，部门里写的是“{listed(given)}”"
                hint = f"改成一致；{short}只是配合、指导的，写进“配合”或“指导”"
                yield error(message, hint, source.place((*path, "牵头", "表述")))


def _natures(dossier: Dossier, source: Source) -> Iterator[Problem]:
    for item in dossier.placed:
        if item.judgement.doubt:
            others = "、".join(f"“性质: {one}”" for one in Nature)
            hint = f"用不着改就写上“性质: {item.nature}”，不然写 {others} 中对的一个"
            yield notice(f"{item.label}“{item.title}”{item.judgement.doubt}", hint, source.place((*item.path, "标题")))
