"""The unit of work under Ray: the same function, run wherever the cluster has a free core.

Files and the parts must lie where every machine sees them (a shared folder). Part of `./mj extra cluster`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from mingjian.errors import BadInput
from mingjian.reasons import Reason
from mingjian.scan.item import Fault
from mingjian.scan.row import Counts, Options, error_row
from mingjian.scan.unit import Unit, scan_unit
from mingjian.scan.write import writing

LOCAL = "local"


def run_on_ray(
    waiting: Sequence[Unit], parts: Mapping[int, Path], options: Options, address: str = LOCAL
) -> Iterator[tuple[Unit, Counts]]:
    """Scan `waiting` under Ray and give each unit as it is finished; a unit whose worker dies twice is an error row.

    `address` is that of a cluster (host:port, or "auto"); "local" starts one on this machine, on loopback only.
    Raises: BadInput, if Ray is not installed or no cluster answers at `address`.
    """
    ray = _ray()
    _connect(ray, address)
    try:
        task = ray.remote(max_retries=1)(scan_unit)
        running = {task.remote(unit, parts[unit.number].absolute(), options): unit for unit in waiting}
        while running:
            (done,), _ = ray.wait(list(running), num_returns=1)
            unit = running.pop(done)
            try:
                yield unit, ray.get(done)
            except ray.exceptions.RayTaskError as error:
                raise error.as_instanceof_cause() from None
            except ray.exceptions.RayError:
                yield unit, _died(unit, parts[unit.number], options)
    finally:
        ray.shutdown()


def _ray() -> Any:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    try:
        import ray  # noqa: PLC0415  (an extra)
    except ImportError as error:
        raise BadInput(
            "--cluster needs Ray, which is not installed: ./mj extra cluster.",
            "--cluster 需要 Ray，尚未安装：./mj extra cluster。",
        ) from error
    return ray


def _connect(ray: Any, address: str) -> None:
    quiet = {"log_to_driver": False, "logging_level": "ERROR"}
    try:
        if address == LOCAL:
            ray.init(_node_ip_address="127.0.0.1", include_dashboard=False, **quiet)
        else:
            ray.init(address=address, **quiet)
    except (ConnectionError, ValueError, RuntimeError) as error:
        raise BadInput(
            f"--cluster {address}: no Ray cluster answers there ({str(error)[:200]}).",
            f"--cluster {address}：该处没有 Ray 集群响应（{str(error)[:200]}）。",
        ) from error


def _died(unit: Unit, part: Path, options: Options) -> Counts:
    with writing(part) as writer:
        for file in unit.files:
            writer.write(error_row(Fault(file.label, Reason("worker_died")), options))
    return Counts(failed=len(unit.files))
