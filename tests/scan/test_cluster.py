"""The unit of work under Ray gives the rows that it gives here."""

from __future__ import annotations

import importlib.util

import pytest

from mingjian.errors import BadInput
from mingjian.scan import Options, find, read_rows, scan_all, units
from tests.scan.archives import CLEAN, DIRTY, packed, record

INSTALLED = importlib.util.find_spec("ray") is not None


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.skipif(not INSTALLED, reason="Ray is not installed: ./mj extra cluster")
def test_a_local_ray_gives_the_same_rows_as_this_process(tmp_path):
    top = tmp_path / "in"
    top.mkdir()
    for n in range(6):
        (top / f"{n}.warc.gz").write_bytes(packed(record(CLEAN, n), record(DIRTY, n + 10)))
    (top / "bad.warc").write_bytes(b"rubbish")
    work = list(units(list(find([str(top)]))))
    here = scan_all(work, tmp_path / "here.parquet", Options())
    there = scan_all(work, tmp_path / "there.parquet", Options(), cluster="local")
    assert there == here
    assert list(read_rows(tmp_path / "there.parquet")) == list(read_rows(tmp_path / "here.parquet"))


@pytest.mark.skipif(INSTALLED, reason="Ray is installed")
def test_without_ray_one_sentence_says_how_to_add_it(tmp_path):
    (tmp_path / "a.warc").write_bytes(record(CLEAN))
    work = list(units(list(find([str(tmp_path / "a.warc")]))))
    with pytest.raises(BadInput, match=r"\./mj extra cluster"):
        scan_all(work, tmp_path / "rows.jsonl", Options(), cluster="local")
    assert not (tmp_path / "rows.jsonl").exists()
