"""What `./mj up` says while it starts and runs, in one of both languages."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mingjian.site.children import Installation

_NAMES = {
    "postgres": ("database", "数据库"),
    "migrate": ("tables", "数据表"),
    "tables": ("word tables", "词表"),
    "sealer": ("sealer", "封存"),
    "sites": ("sample sites", "样例网站"),
    "worker": ("worker", "后台任务"),
    "web": ("web server", "网页服务"),
}
_EVENTS = {
    "ready": ("{} ready", "{}就绪"),
    "done": ("{} ready", "{}就绪"),
    "died": ("{} ended and is started again (its log tells why)", "{}意外退出，正在重新启动（原因见日志）"),
}


class Voice:
    """Speaks to the terminal; a terminal that has gone away is no reason to stop."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._up = False

    def line(self, english: str, chinese: str) -> None:
        """Say one line in the chosen language."""
        with suppress(OSError):
            print(chinese if self.language == "zh" else english, flush=True)

    def heard(self, name: str, event: str) -> None:
        """Tell what happened to a child; a stop by the user is told once."""
        if event in _EVENTS and not (self._up and event == "done"):
            english, chinese = _NAMES.get(name, (name, name))
            said = _EVENTS[event]
            self.line("  " + said[0].format(english), "  " + said[1].format(chinese))

    def ready(self, place: Installation) -> None:
        """Name the address and the three things to look at first."""
        self._up = True
        url = place.url
        self.line(f"\nMingjian is ready: {url}", f"\n明鉴已就绪：{url}")
        self.line(
            f"  1. {url}/desk/  what waits for an officer today\n"
            f"  2. {url}/       the public portal: report an address, follow its receipt\n"
            f"  3. {url}/bulletins/  a bulletin whose every figure opens down to the evidence\n"
            "Ctrl-C stops everything.",
            f"  1. {url}/desk/  今日：等候处置的事项\n"
            f"  2. {url}/       公众门户：举报网址，凭回执查询\n"
            f"  3. {url}/bulletins/  通报：每个数字都能一路点开到证据\n"
            "按 Ctrl-C 停止。",
        )
