"""The commands, in the order of the office's work, with what the list of commands shows of each.

A command is a row here and a function in the module that stands beside its heading, which is imported when the command
is run: `--help` imports none of them.
"""

from __future__ import annotations

from generators.kinds import ADJUSTMENT, all_kinds
from generators.plan import MadeBy

# Heading -> the module of its commands, and their lines by name.
HEADINGS: dict[str, tuple[str, dict[str, str]]] = {
    "制作": (
        "making",
        {
            "build": "生成一份通知的全部文书",
            **{kind.command: f"只生成{kind.title}" for kind in all_kinds() if kind.made_by is not MadeBy.EDIT},
        },
    ),
    "内容": (
        "content",
        {
            "new": "新建一个工作文件夹，建好就能生成",
            "import": "把现成的通知（Word、文本、PDF）或任务表（Excel）变成内容",
            "check": "检查一份通知的内容，或者 Word 模板的标记和版式，列出全部问题",
            "rename": "单位改名、合并（新名是已有的单位）、分设（写几个新名）：内容里处处改到",
            "schema": "更新编辑器的提示（补全键名和单位名）",
        },
    ),
    "修改": (
        "changing",
        {
            "changes": "改了内容以后，逐个单位看哪些事实、哪些文书会变；不写文书",
            ADJUSTMENT.command: "调整通知：印发以后改了的，连同修改对照表写成一份通知，单独编字号",
            "issue": "印发登记：把实际发出去的文书原样留存，通知的正文从此不再改动",
            "undo": "撤销最近一次改动文件的命令，逐个文件说明",
        },
    ),
    "回收": (
        "returning",
        {
            "collect": "收回报送表：按内容认出是哪个单位的，照录进 returns；认不准的列出来",
            "status": "谁报了、谁没报、谁逾期，分部门和各市列出；时限可导出到日历",
            "ledger": "台账：全部任务和报送材料一张 Excel 表；在表里填改的内容，用 --read 收回来",
            "pack": "打包：合订本供打印，每个单位一个压缩包供发送，发文清单供签收",
        },
    ),
    "版式": (
        "styling",
        {
            "restyle": "把 templates/版式.yaml 里的页面和样式套到全部模板上",
            "preview": "把 Word 文件排成 PDF，每页再存一张图片（要装 LibreOffice）",
        },
    ),
    "电脑": (
        "computer",
        {
            "serve": "在浏览器里用：打开本机的督办网页，关掉这个窗口就结束",
            "doctor": "体检：这台电脑和这个工作文件夹缺什么、怎么办",
        },
    ),
}
LINES = {name: line for _, lines in HEADINGS.values() for name, line in lines.items()}
