"""`python -m mingjian.demo.sites --port N [--state DIR]`: the sample sites, until they are stopped."""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import sys
import time
from pathlib import Path

from mingjian.demo.sites.answering import Street
from mingjian.demo.sites.orders import Orders
from mingjian.demo.sites.server import Server
from mingjian.errors import MingjianError


def main() -> int:
    """Serve; 0 after a stop, 2 if the port or the state folder cannot be used."""
    args = _arguments()
    try:
        asyncio.run(_serve(args.port, args.state))
    except MingjianError as error:
        print(error.say(os.environ.get("LANG", "en")), file=sys.stderr)
        return 2
    return 0


def _arguments() -> argparse.Namespace:
    told = os.environ
    parser = argparse.ArgumentParser(prog="mingjian.demo.sites", description="Sample sites on a loopback port.")
    parser.add_argument("--port", type=int, default=int(told.get("MINGJIAN_SITES_PORT") or 0), help="0: any free one")
    place = Path(told["MINGJIAN_DATA"]) / "sites" if told.get("MINGJIAN_DATA") else None
    parser.add_argument("--state", type=Path, default=place, metavar="DIR", help="where orders stand (orders.json)")
    return parser.parse_args()


async def _serve(port: int, state: Path | None) -> None:
    street = Street(Orders(state, time.monotonic))
    server = await Server(street).start(port)
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    print(f"sample sites on 127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    await stopped.wait()
    server.close()


if __name__ == "__main__":
    sys.exit(main())
