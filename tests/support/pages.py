"""A browser for tests of the page: Flask's test client, entered by the address that `serve` opens."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, ClassVar

from flask.testing import FlaskClient
from jinja2.bccache import Bucket, BytecodeCache
from werkzeug.test import TestResponse

from generators.page.app import create_app
from generators.page.settings import PageSettings

PORT = 8750
ORIGIN = f"http://127.0.0.1:{PORT}"


class _Compiled(BytecodeCache):
    """The compiled templates of the page, shared by all browsers of a test run."""

    codes: ClassVar[dict[str, bytes]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.codes:
            bucket.bytecode_from_string(self.codes[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.codes[bucket.key] = bucket.bytecode_to_string()


class Browser:
    """A browser at the page of a workspace. `get` and `post` behave as a form of the page does."""

    def __init__(self, root: Path, today: str = "2013-12-14", **wishes: Any) -> None:
        self.settings = PageSettings(root, PORT, lambda: today, **wishes)
        self.app = create_app(self.settings)
        self.app.jinja_env.bytecode_cache = _Compiled()
        self.client: FlaskClient = self.app.test_client()
        self.csrf = ""

    def enter(self) -> Browser:
        """Open the address with the token."""
        self.get(f"/open?token={self.settings.token}")
        self._learn(self.get("/login-page-that-is-not-there"))
        return self

    def get(self, path: str, **wishes: Any) -> TestResponse:
        return self.client.get(path, base_url=wishes.pop("base_url", ORIGIN), **wishes)

    def post(self, path: str, data: dict[str, Any] | None = None, **wishes: Any) -> TestResponse:
        headers = {"Origin": ORIGIN, **wishes.pop("headers", {})}
        fields = {"csrf": self.csrf, **(data or {})}  # files are lists of (stream, name)
        base_url = wishes.pop("base_url", ORIGIN)
        return self.client.post(path, data=fields, headers=headers, base_url=base_url, **wishes)

    def text(self, path: str) -> str:
        response = self.get(path)
        assert response.status_code == 200, response.text
        return response.text

    def done(self, response: TestResponse) -> str:
        """The page of work that was started, when it has come to its end."""
        assert response.status_code == 303, response.text
        job = self.app.extensions["duban.jobs"].of(response.location.rpartition("/")[2])
        assert job.wait(60)
        return self.text(response.location)

    def _learn(self, response: TestResponse) -> None:
        self.csrf = re.findall(r'name="csrf" content="([^"]*)"', response.text)[0]


SMALL = "测试通知"
UNITS = """单位:
  - { 序号: 10, 名称: 省教育厅, 类别: 省直部门 }
  - { 序号: 20, 名称: 省财政厅, 类别: 省直部门 }
  - { 序号: 30, 名称: 沈阳市人民政府, 简称: 沈阳市, 类别: 市 }
"""
_NOTICE = """# 一份小通知
标题: 关于做好公开工作的通知
发文机关: 省政府办公厅
主送机关: 各市人民政府，省政府各厅委
正文:
  - 现将有关事项通知如下，请认真贯彻落实。
成文日期: 2013-08-20   # 印发前核对
时限:
  - 名称: 进展报告
    事由: 将进展情况报省政府办公厅
    截止: 2013-12-13
    对象: [牵头部门]
印发件:
  标题: 公开工作安排
  部分:
    - 标题: 重点工作
      事项:
        - 标题: 推进财政公开   # 第一件
          牵头: { 部门: [省财政厅] }
          措施:
            - 公开预算。
            - 公开决算。
        - 标题: 推进学校公开
          牵头: { 部门: [省教育厅] }
          正文: [公开招生办法。]
"""


def small_workspace(folder: Path) -> Path:
    """A workspace with a notice of two items for two units, nothing built."""
    notice = folder / "content" / SMALL
    notice.mkdir(parents=True)
    (folder / "content" / "departments.yaml").write_text(UNITS, "utf-8")
    (notice / "notice.yaml").write_text(_NOTICE, "utf-8")
    return folder
