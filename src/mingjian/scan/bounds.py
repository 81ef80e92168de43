"""What a scan may spend on one document, one line and one archive, so that no input fills the memory or never ends."""

from __future__ import annotations

from typing import Final

MIB: Final = 1024 * 1024
MAX_CONTENT: Final = 4 * MIB  # bytes of one page that are read; what lies beyond is left out, and the row says so
MAX_STORED: Final = 8 * MIB  # bytes of one page as an archive stores it, still compressed
MAX_LINE: Final = 16 * MIB  # bytes of one line of JSON Lines
MAX_FRESH_STARTS: Final = 1000  # how often a broken archive is taken up again after a bad record
PAGES_A_UNIT: Final = 200  # single files that make one unit of work together
BYTES_A_UNIT: Final = 32 * MIB
ROWS_A_GROUP: Final = 2000  # rows of one row group in a Parquet file
BYTES_A_GROUP: Final = 16 * MIB  # text in one row group, roughly
