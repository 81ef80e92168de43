"""`python -m mingjian.demo.executor --api URL --token TOKEN`: an executor's system that fetches its orders and answers them.

It is as executors are: it answers about things nobody ordered, contradicts itself, sends one answer twice, refuses every
tenth item, and leaves the last one of each letter silent. For the demo and the tests only.
"""

from __future__ import annotations

import argparse
import json
import sys
import urllib.error
import urllib.request
from typing import Any

REFUSED_EVERY = 10


def ask(api: str, token: str, path: str, body: dict[str, Any] | None = None, key: str = "") -> dict[str, Any]:
    """One call of the API; the body of the answer, also of a problem."""
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    if key:
        headers["Idempotency-Key"] = key
    data = json.dumps(body).encode() if body is not None else None
    request = urllib.request.Request(f"{api.rstrip('/')}{path}", data, headers)  # noqa: S310 - loopback, by the caller
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
            content: dict[str, Any] = json.load(answer)
    except urllib.error.HTTPError as error:
        content = json.loads(error.read() or b"{}")
    return content


def answers_to(order: dict[str, Any], day: str) -> list[dict[str, Any]]:
    """What this executor says to a letter: most items done, every tenth refused, the last one left silent."""
    items = order["items_listed"]
    said = []
    for item in items[:-1] if len(items) > 1 else items:
        refused = item["position"] % REFUSED_EVERY == 0
        row = {"number": item["number"], "result": "refused" if refused else "done"}
        row |= {"reason": "不在本单位管理范围"} if refused else {"done_on": day, "owner_told": True}
        said.append(row)
    return said


def wrong_answers(order: dict[str, Any], day: str) -> list[dict[str, Any]]:
    """What it gets wrong: an item of nobody's, and two answers to one item that contradict each other."""
    first = order["items_listed"][0]["number"]
    return [
        {"number": "0000-M-0000-0000", "result": "done", "done_on": day},
        {"number": first, "result": "done", "done_on": day},
        {"number": first, "result": "not_found", "reason": "查无"},
    ]


def answer_all(api: str, token: str, day: str) -> list[dict[str, Any]]:
    """Fetch every open letter; answer it wrongly, then rightly, then the same once more under the same key."""
    heard = []
    for head in ask(api, token, "/orders")["orders"]:
        number = head["number"]
        order = ask(api, token, f"/orders/{number}")
        for name, rows in (
            ("wrong", wrong_answers(order, day)),
            ("right", answers_to(order, day)),
            ("right", answers_to(order, day)),
        ):
            reply = ask(api, token, f"/orders/{number}/answers", {"answers": rows}, f"{name}-{number}")
            heard.append({"order": number, "sent": name, **{k: reply.get(k) for k in ("taken", "marked", "refused")}})
    return heard


def main(argv: list[str] | None = None) -> int:
    """Answer what is open, print one JSON line for each call; 1 if the API cannot be reached."""
    parser = argparse.ArgumentParser(description="An executor's system for the demo")
    parser.add_argument("--api", required=True, help="http://127.0.0.1:PORT/api/v1")
    parser.add_argument("--token", required=True)
    parser.add_argument("--day", required=True, help="the day on which it says it acted, 2026-11-24")
    given = parser.parse_args(argv)
    try:
        for line in answer_all(given.api, given.token, given.day):
            print(json.dumps(line, ensure_ascii=False), flush=True)
    except OSError as error:
        print(f"The API cannot be reached: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
