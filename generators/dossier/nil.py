"""Nil answers: what clerks write into a cell to say that there is nothing to tell, 无, 暂未发现明显问题, N/A.

A lead answers 不承担 of a measure that another one carries out, as its form asks; that is an answer, no nil.
"""

from __future__ import annotations

import re

_OWN = r"[我本](?:厅|局|委|办|市|县|区|院|部门|单位)"
_WHEN = rf"(?:目前|现阶段|截至目前|到目前为止|总体上?|工作中|在工作中|{_OWN}|[该此本]项)"
_NO = r"(?:无|没有?(?:发现|遇到|出现|收到|存在)?|未(?:发现|遇到|出现|收到|存在|有)?|不存在)"
_HOW = r"(?:什么|任何|明显|突出|重大|较大|大|特别|特殊|其他|其它|相关|新|的)*"
_WHAT = r"(?:存在|下一步)?(?:问题|困难|不足|障碍|意见|建议|异常|特殊情况|打算|内容|数据|需要?说明(?:的(?:问题|情况))?)"
_ALSO = rf"(?:(?:[和与及、或，,]|以及)(?:(?:{_NO})?{_HOW}{_WHAT}|暂?无))*"
_MARKS = r"[/／\\\-－—―–…·×Xx＊*~～]*"
_NIL = re.compile(
    rf"{_MARKS}|[Nn][./]?[AaIi][Ll]?\.?|[Nn]one|"
    rf"{_WHEN}*[，,]?(?:暂时?|尚|均|还|基本|并|都|也)*{_NO}(?:{_HOW}{_WHAT})?{_ALSO}(?:存在|反映)?"
)
_DECLINES = re.compile(
    r"(?:经(?:研究|核实|核查)，?)?(?:此|该|本)?(?:项|措施|任务|工作)*[我本]?(?:厅|局|委|办|市|县|区|院|部门|单位)?"
    r"(?:不|未|没有|并不)(?:承担|涉及)(?:此|该|本|这)?[一]?(?:项|方面|条)?(?:的)?(?:具体)?"
    r"(?:工作|任务|措施|职责|职能|内容|事项|业务)*"
    rf"|(?:此项工作)?(?:与{_OWN}无关|不涉及{_OWN}|(?:不属于?|不是|非){_OWN}的?(?:职责|职能)(?:范围)?)"
    rf"|{_OWN}不负责[此该本]项(?:工作|任务)|不适用|无此项(?:职能|职责|任务|工作)"
)
_EDGES = ' 　\t\n。．.；;，,、！!（）()“”"'


def is_nil(text: str) -> bool:
    """Whether a cell is empty, or says no more than that there is nothing to tell."""
    lines = ("".join(line.split()).strip(_EDGES) for line in text.splitlines())
    return all(line != "未" and _NIL.fullmatch(line) for line in lines)


def declines(text: str) -> bool:
    """Whether a cell says no more than that the unit has no part in what is asked: 不承担, 我厅不涉及此项工作."""
    return bool(_DECLINES.fullmatch("".join(text.split()).strip(_EDGES)))
