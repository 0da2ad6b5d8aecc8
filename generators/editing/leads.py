"""A 牵头 in a content file: its node as the lead that it stands for."""

from __future__ import annotations

import yaml

from generators.dossier.facts import Facts
from generators.dossier.nodes import Lead
from generators.wording import LeadMode

IN_LEAD = ("部门", "配合", "指导")  # also the order in which a unit that is named twice keeps its place


def lead_of(node: yaml.MappingNode, facts: Facts) -> Lead:
    """The lead that a 牵头 writes, units by their 名称."""
    lists = {key: [one.value for one in found.value] for key in IN_LEAD if (found := value_of(node, key))}
    known = {name: facts.units[name].name for names in lists.values() for name in names if name in facts.units}
    full = {key: [known.get(name, name) for name in names] for key, names in lists.items()}
    mode, printed = value_of(node, "方式"), value_of(node, "表述")
    lead = Lead.model_construct(
        departments=full.get("部门", []),
        cooperating=full.get("配合", []),
        guiding=full.get("指导", []),
        mode=LeadMode(mode.value) if isinstance(mode, yaml.ScalarNode) else LeadMode.JOINT,
        printed=printed.value if isinstance(printed, yaml.ScalarNode) else None,
    )
    return lead.write_as({name: word for word, name in known.items() if name != word})


def value_of(mapping: yaml.Node, key: str) -> yaml.Node | None:
    """The node under a key, None where there is none."""
    pairs = mapping.value if isinstance(mapping, yaml.MappingNode) else ()
    return next((value for name, value in pairs if name.value == key), None)
