"""An app store of the demo: a page for each of its apps, which is gone once the app was delisted there."""

from __future__ import annotations

from functools import cache

from mingjian.demo.sites.site import Page, Site

HOST = "rongshi-apps.test"
STORE = "app_store"
"""Code of the body whose store this is."""
APPS = {"cn.suda.zuoye": "速答作业帮手", "cn.ronghuo.youxuan": "榕货优选"}
"""Package and name of the apps that it shows."""
_BODY = """<h1>{name}</h1><p>版本 3.2.1，大小 48 MB，适用于安卓 8.0 以上。安装 12 万次，评分 4.1，共 836 人评分。</p>
<p>开发者在应用简介中写道：{name}让学习和生活更方便，每周更新。<a href="/">返回首页</a></p>"""


def path(package: str) -> str:
    """Where the store shows an app."""
    return f"/app/{package}"


def address(package: str) -> str:
    """The address of an app's page, as it is entered at the desk."""
    return f"http://{HOST}{path(package)}"


@cache
def stores() -> dict[str, Site]:
    """The store by its host."""
    links = "".join(f'<p><a href="{path(package)}">{name}</a></p>' for package, name in APPS.items())
    pages = [Page("/", "榕市应用商店", f"<h1>榕市应用商店</h1>{links}", label="首页")]
    pages += [Page(path(package), f"{name} - 榕市应用商店", _BODY.format(name=name)) for package, name in APPS.items()]
    return {HOST: Site(HOST, "榕市应用商店", "portal", {page.path: page for page in pages})}
