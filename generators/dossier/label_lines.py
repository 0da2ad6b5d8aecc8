"""Lines that only say who or by when: 牵头单位：…, 责任领导：…, 完成时限：….

The notice prints them where they stand. No task is made of them: other documents have columns for what they say.
"""

from __future__ import annotations

import re

from generators.dossier.values import REFERENCE

# Labels at the beginning of a text with full-width punctuation.
WHO = re.compile(
    r"【?(?:第一|主要|具体)?(?:牵头|责任|配合|负责|主办|协办|承办|参与|参加|协助|支持|指导|督导|落实|实施|主责|主管|协同|会办|组织|完成)"
    r"(?:责任)?(?:单位|部门|[处科股]室|科?站?[室所]|科(?:（室）)?|股|处|学院|系部|支部|机关|主体|地区|市州|市县|市区)(?:及分工)?(?:】：?|：)"
    r"|【?(?:部门|责任|任务|职责|工作|单位)分工(?:】：?|：)"
)
BY_WHEN = re.compile(r"【?(?:完成|整改|办理|工作|落实)?(?:时限|期限|时间|时间节点|进度)(?:要求|安排)?(?:】：?|：)")
BESIDES = re.compile(
    r"(?:适用范围|(?:第一|主要|具体|直接|整改)?责任人|(?:牵头)?(?:责任|负责|分管|牵头|配合|包保|包联|联系|挂钩)(?:[省市县区州校院局镇]?级?)领导|"
    r"分管[省市县区校院局镇]领导|(?:牵头|责任|配合)校领导|负责人|经办人|联络员|联系人|备注|实施范围|范围)："
)
_LONGEST_DATE = 40  # characters; longer ones say more than a date


def is_lead_line(text: str) -> bool:
    """Whether a paragraph is a label line that says who."""
    return is_label_line(text) and WHO.match(_folded(text)) is not None


def is_label_line(text: str) -> bool:
    """Whether a paragraph is one sentence that begins with such a label, as typed, references included."""
    folded = _folded(text)
    if "。" in folded:
        return False
    return bool(WHO.match(folded) or BESIDES.match(folded)) or bool(
        BY_WHEN.match(folded) and len(folded) <= _LONGEST_DATE
    )


def _folded(text: str) -> str:
    return REFERENCE.sub("某日", text).strip().replace(":", "：").removeprefix("（").removesuffix("）").rstrip("。；")
