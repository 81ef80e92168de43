"""Feed `text` or `scan` what atheris makes of the broken files, until something falls over: `make fuzz`.

`python -m tests.fuzzing text|scan [libfuzzer options]`. A finding is written as a small file where libfuzzer says; give
it a name for what is broken with it and move it to tests/text/broken or tests/scan/broken, whose tests read every file.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["mingjian.text", "mingjian.scan"]):
    from mingjian.scan import Counts, Options, rows
    from mingjian.scan.files import find
    from mingjian.scan.unit import read_file
    from mingjian.text import read, restore

_BROKEN = Path(__file__).parent
_ENDINGS = (".html", ".txt", ".jsonl", ".warc", ".warc.gz", ".wacz", ".jsonl.gz", "")
_CHARSETS = (None, "gbk", "utf-8", "big5", "utf-16", "no-such-charset")
_TYPES = (None, "text/html", "text/plain", "application/xhtml+xml")


def text(content: bytes) -> None:
    """Read bytes as a page: every span lies in the text and the source, every repair in the original."""
    first = content[0] if content else 0
    document = read(content[1:], declared=_CHARSETS[first % 6], media_type=_TYPES[first // 6 % 4])
    reached = 0
    for span in document.spans:
        assert reached <= span.start <= span.end <= len(document.text)
        assert 0 <= span.source_start <= span.source_end
        reached = span.end
    for link in document.links:
        assert 0 <= link.start <= link.end <= len(document.text)
    restored = restore(document.text)
    assert len(restored.folded) == len(restored.text)
    reached = 0
    for change in restored.changes:
        assert reached <= change.start <= change.end <= len(document.text)
        reached = change.start
    assert restored.original_span(0, len(restored.text))[1] <= len(document.text)


def scan(content: bytes) -> None:
    """Scan bytes as a file of some kind: every row is a judgement or an error, never a traceback."""
    ending = _ENDINGS[(content[0] if content else 0) % len(_ENDINGS)]
    with tempfile.TemporaryDirectory(prefix="mingjian-fuzz-") as folder:
        path = Path(folder) / f"input{ending}"
        path.write_bytes(content[1:])
        counts = Counts()
        for file in find([str(path)]):
            for row in rows(read_file(file), Options(with_text=True), counts):
                assert ("error" in row) != ("verdict" in row)
                for finding in row.get("findings", ()):
                    quote = row["text"][finding["start"] : finding["end"]]
                    assert finding.get("police") or quote == finding["quote"]


def _seeds(folder: str, seeds: Path) -> None:
    for place, file in enumerate(sorted((_BROKEN / folder / "broken").iterdir())):
        kind = next((n for n, ending in enumerate(_ENDINGS) if ending and file.name.endswith(ending)), 0)
        if file.stat().st_size < 20_000:
            (seeds / f"{place}").write_bytes(bytes([kind]) + file.read_bytes())


def main() -> None:
    """Fuzz what the first argument names; the others are libfuzzer's."""
    target = {"text": text, "scan": scan}[sys.argv[1]]
    os.environ["MINGJIAN_TRACEBACK"] = "1"
    with tempfile.TemporaryDirectory(prefix="mingjian-seeds-") as seeds:
        _seeds(sys.argv[1], Path(seeds))
        atheris.Setup([sys.argv[0], *sys.argv[2:], seeds], target)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
