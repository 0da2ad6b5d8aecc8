"""A notice as the pattern of the next: its number and dates are emptied and named, all else stays to the letter."""

from __future__ import annotations

from generators.editing.next_year import as_pattern, lines_of

NOTICE = """\
标题: 某市关于做好2022年排查的通知  # 全称
发文字号: 某政办发〔2022〕1号
成文日期: 2022-05-01
时限:
  - { 名称: 方案, 截止: 2022-06-01, 对象: [各市] }
  - 名称: 周报
    周期: 每周五
    起始: "2022-05-06"
  - { 名称: 总结, 截止: 印发后30日 }
调整通知:
  - { 成文日期: 2022-05-09 }
"""


def test_number_and_dates_are_emptied_and_listed_with_their_places() -> None:
    found = as_pattern(NOTICE.encode(), "notice.yaml")
    assert [(str(one.place), one.key) for one in found.emptied] == [
        ("notice.yaml:2:7", "发文字号"),
        ("notice.yaml:3:7", "成文日期"),
        ("notice.yaml:5:19", "时限“方案”的截止"),
        ("notice.yaml:8:9", "时限“周报”的起始"),
    ]
    text = found.raw.decode()
    assert "2022-05" not in text and "截止: , 对象: [各市]" in text and "印发后30日" in text
    assert text.startswith("标题: 某市关于做好2022年排查的通知  # 全称\n发文字号:")
    assert list(lines_of(found))[-1] == "文字里提到年份、要看一遍的：第 1 行"
