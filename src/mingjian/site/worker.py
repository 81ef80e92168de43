"""The worker: makes waiting visits, starts what is due, and runs the few slow jobs."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import time
from typing import Any


async def _loop(stop: asyncio.Event) -> None:
    from asgiref.sync import sync_to_async  # noqa: PLC0415 - after setup
    from django.conf import settings  # noqa: PLC0415

    from mingjian.jobs.apart import Apart  # noqa: PLC0415
    from mingjian.jobs.rounds import Rounds  # noqa: PLC0415
    from mingjian.jobs.schedule import follow_up, start_due_plans  # noqa: PLC0415
    from mingjian.jobs.seeing import clock_of_machine  # noqa: PLC0415
    from mingjian.jobs.stamping import authority  # noqa: PLC0415
    from mingjian.jobs.visiting import Reach, loopback_reach  # noqa: PLC0415
    from mingjian.records import clock  # noqa: PLC0415

    stamps = authority(clock_of_machine())
    apart = Apart()
    reach, executors = Reach(authority=stamps, apart=apart), None
    if settings.DEMO and settings.DATA:
        from mingjian.demo.orders import Executors  # noqa: PLC0415
        from mingjian.demo.sites import hosts  # noqa: PLC0415

        reach = loopback_reach(hosts(settings.SITES_PORT), stamps, apart)
        executors = Executors(settings.DATA / "sites")
    rounds = Rounds(f"{socket.gethostname()}:{os.getpid()}", reach)
    await sync_to_async(start_due_plans)(at=await sync_to_async(clock.now)())
    looked = 0.0
    while not stop.is_set():
        if time.monotonic() - looked > 1.0:
            if executors:
                await sync_to_async(executors.carry_out)()
            await sync_to_async(follow_up)(at=await sync_to_async(clock.now)())
            looked = time.monotonic()
        if not await rounds.step():
            try:
                await asyncio.wait_for(stop.wait(), 1.0)
            except TimeoutError:
                continue
    await rounds.end()
    apart.end()


async def _queue(stop: asyncio.Event) -> None:
    """Work off procrastinate's queue until told to stop."""
    from procrastinate.contrib.django import app  # noqa: PLC0415

    from mingjian.jobs import tasks  # noqa: F401, PLC0415 - importing registers the tasks

    with app.replace_connector(app.connector.get_worker_connector()) as own:  # type: ignore[attr-defined]
        async with own.open_async():
            running = own.run_worker_async(
                install_signal_handlers=False,
                fetch_job_polling_interval=1.0,
                listen_notify=False,
                delete_jobs="successful",
            )
            work = asyncio.create_task(running)
            stopped = asyncio.create_task(stop.wait())
            done, _ = await asyncio.wait({work, stopped}, return_when=asyncio.FIRST_COMPLETED)
            work.cancel()
            await asyncio.gather(work, return_exceptions=True)
            if work in done:
                raise RuntimeError("the queue of slow jobs has stopped")


async def _returns(stop: asyncio.Event) -> None:
    """Read the bulk returns that wait, one after the other, beside the visits."""
    from asgiref.sync import sync_to_async  # noqa: PLC0415 - after setup
    from django.conf import settings  # noqa: PLC0415

    from mingjian.jobs.apart import Apart  # noqa: PLC0415
    from mingjian.jobs.returns import read_waiting  # noqa: PLC0415

    apart, played, papers_left = Apart(), list[Any](), bool(settings.DEMO and settings.DATA)
    if settings.DEMO:
        from mingjian.demo.documents import make_next  # noqa: PLC0415
        from mingjian.demo.returns import Reports  # noqa: PLC0415

        played = [Reports()]
    while not stop.is_set():
        if papers_left:
            papers_left = not await asyncio.to_thread(apart.run, make_next, patience=120.0)
        for play in played:
            await sync_to_async(play.carry_out, thread_sensitive=False)()
        if not await sync_to_async(read_waiting, thread_sensitive=False)(apart):
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), 1.0)
    apart.end()


async def _run() -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with asyncio.TaskGroup() as group:
        group.create_task(_loop(stop))
        group.create_task(_queue(stop))
        group.create_task(_returns(stop))


def main() -> None:
    """Work until told to stop."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingjian.site.settings")
    import django  # noqa: PLC0415 - the settings are named first

    django.setup()
    asyncio.run(_run())


if __name__ == "__main__":
    main()
