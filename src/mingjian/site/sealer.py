"""The sealer: once a second, the events that are settled enter the Merkle log."""

from __future__ import annotations

import os
import signal
import threading
import time


def main() -> None:
    """Seal until told to stop."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingjian.site.settings")
    import django  # noqa: PLC0415 - the settings are named first

    django.setup()
    from mingjian.office.audit.log_keys import office_keys  # noqa: PLC0415
    from mingjian.office.audit.publish_log import publish_log  # noqa: PLC0415
    from mingjian.office.audit.rotate_keys import carry_out_rotations  # noqa: PLC0415
    from mingjian.office.audit.seal_events import seal_events  # noqa: PLC0415
    from mingjian.records import clock  # noqa: PLC0415

    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    seal_events(at=clock.now(), everything=True, keys=office_keys(clock.now()))
    publish_log()
    while not stop.is_set():
        began = time.monotonic()
        carry_out_rotations(at=clock.now())
        if seal_events(at=clock.now(), keys=office_keys(clock.now())):  # read each time: they may be new
            publish_log()
        stop.wait(max(0.0, 1.0 - (time.monotonic() - began)))


if __name__ == "__main__":
    main()
