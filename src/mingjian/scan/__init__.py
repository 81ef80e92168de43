"""Archives in, judgements out: one file of documents in, one file of rows out, as a pure function."""

from mingjian.scan.files import File, find
from mingjian.scan.item import Fault, Item, Skipped
from mingjian.scan.pool import scan_all
from mingjian.scan.row import Counts, Options, rows
from mingjian.scan.unit import Unit, judged, read_file, scan_unit, units
from mingjian.scan.write import read_rows

__all__ = [
    "Counts",
    "Fault",
    "File",
    "Item",
    "Options",
    "Skipped",
    "Unit",
    "find",
    "judged",
    "read_file",
    "read_rows",
    "rows",
    "scan_all",
    "scan_unit",
    "units",
]
