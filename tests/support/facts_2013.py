"""The notice of 2013 read by hand: who leads what and how, independent of the YAML and of the code."""

SINGLE, JOINT, SEPARATE = "牵头", "共同牵头", "分别牵头"

ITEMS = [
    ("推进行政审批信息公开", ["省编委办"], SINGLE, 3),
    ("推进财政预算决算和“三公”经费公开", ["省财政厅", "省审计厅"], SEPARATE, 4),
    ("推进保障性住房信息公开", ["省住房城乡建设厅"], SINGLE, 2),
    ("推进食品药品安全信息公开", ["省食品安全办", "省食品药品监管局"], JOINT, 4),
    ("推进环境保护信息公开", ["省环保厅", "省辽河保护区管理局", "省凌河保护区管理局"], JOINT, 5),
    ("推进安全生产信息公开", ["省安全生产监管局"], SINGLE, 3),
    ("推进价格和收费信息公开", ["省物价局", "省财政厅"], JOINT, 3),
    ("推进征地拆迁信息公开", ["省国土资源厅", "省住房城乡建设厅"], JOINT, 2),
    (
        "推动以教育为重点的公共企事业单位信息公开",
        ["省教育厅", "省卫生厅", "省科技厅", "省文化厅", "省国资委"],
        SEPARATE,
        4,
    ),
]
SAFEGUARDS = [
    "加强制度建设",
    "分解任务，落实责任",
    "规范信息发布，做好解读工作",
    "加强平台和渠道建设",
    "加强机构和队伍建设",
]
LEADS = {name for _, names, _, _ in ITEMS for name in names}
TRAINER = "省人力资源社会保障厅"
CITIES = [
    "沈阳",
    "大连",
    "鞍山",
    "抚顺",
    "本溪",
    "丹东",
    "锦州",
    "营口",
    "阜新",
    "辽阳",
    "盘锦",
    "铁岭",
    "朝阳",
    "葫芦岛",
]
AIR_CITIES = ["沈阳", "大连", "鞍山", "抚顺", "本溪", "锦州"]
TITLES = [title for title, _, _, _ in ITEMS]
# The item whose measures bind every department of the province (省政府及其部门, 各部门).
COMMON = "推进财政预算决算和“三公”经费公开"
# The items that name all cities (各市政府, 市、县级政府, 各级政府), and the one that names six.
OF_ALL_CITIES = [TITLES[1], TITLES[2], TITLES[6]]
OF_AIR_CITIES = TITLES[4]


def led_by(unit: str) -> list[str]:
    """The titles of the items a unit leads."""
    return [title for title, names, _, _ in ITEMS if unit in names]
