"""`./mj scan SOURCE...`: judge files, archives, folders, streams and addresses; rows to the screen or a file."""

from __future__ import annotations

import argparse
import contextlib
import json
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mingjian.errors import BadInput
from mingjian.reasons import Reason

if TYPE_CHECKING:
    from mingjian.scan import Counts, File, Options

SUMMARY = {
    "en": "Judge documents: text, HTML, JSON Lines, WARC, WACZ, folders, - or a URL.",
    "zh": "判断文档：文本、HTML、JSON Lines、WARC、WACZ、文件夹、- 或网址。",
}
EXAMPLE = "./mj scan archive.warc.gz pages/ --json"

_VERDICTS = {
    "zh": {"polluted": "污染", "suspect": "可疑", "clean": "正常"},
    "en": {"polluted": "polluted", "suspect": "suspect", "clean": "clean"},
}
_WORDS = {
    "zh": {
        "error": "无法读取", "cleaned": "还原文本", "more": "另有 {count} 处",
        "counts": "已读取 {read}，跳过 {skipped}，失败 {failed}；污染 {polluted}，可疑 {suspect}，正常 {clean}",
    },
    "en": {
        "error": "unreadable", "cleaned": "Cleaned text", "more": "and {count} more",
        "counts": "read {read}, skipped {skipped}, failed {failed}; "
        "polluted {polluted}, suspect {suspect}, clean {clean}",
    },
}  # fmt: skip
_SHOWN = 12


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the sources and how to scan them."""
    add = parser.add_argument
    add("sources", metavar="SOURCE", nargs="+", help="file, folder, archive, - or URL | 文件、文件夹、存档、- 或网址")
    add(
        "--out",
        metavar="FILE",
        type=Path,
        help="write rows to a .parquet or .jsonl file | 写入 .parquet 或 .jsonl 文件",
    )
    add("--processes", metavar="N", type=int, default=1, help="processes to scan with (1) | 进程数（默认 1）")
    add(
        "--resume",
        action="store_true",
        help="with --out: go on where a scan was stopped | 与 --out 同用：接续被中断的扫描",
    )
    add(
        "--cluster",
        metavar="ADDRESS",
        help="with --out: under Ray (local, auto, host:port) | 与 --out 同用：在 Ray 集群上",
    )
    add("--with-text", action="store_true", help="add the text to each row | 每行附上文本")
    add("--cleaned", action="store_true", help="print the cleaned text too | 同时输出还原文本")
    add("--prefilter", action="store_true", help="judge only pages a coarse filter picks; faster | 先粗筛再判断，更快")
    add("--fail-on-finding", action="store_true", help="status 1 if anything is not clean | 有不正常的文档则返回 1")
    add(
        "--allow",
        metavar="CIDR",
        action="append",
        default=[],
        help="network a URL may reach though not public | 允许的非公网网段",
    )


def run(args: argparse.Namespace) -> int:
    """Scan the sources; 0, or 1 with --fail-on-finding if anything is not clean.

    Raises: BadInput, for a source that is not there, an output that cannot be written, or options that do not fit.
    """
    _check(args)
    from mingjian.scan import Options

    options = Options(args.with_text, args.prefilter, args.lang)
    urls = [source for source in args.sources if source.startswith(("http://", "https://"))]
    with tempfile.TemporaryDirectory(prefix="mingjian-scan-") as folder:
        files = _files([source for source in args.sources if source not in urls], Path(folder))
        counts = _to_file(files, options, args) if args.out else _to_screen(urls, files, options, args, Path(folder))
    _report(counts, args.lang)
    return 1 if args.fail_on_finding and counts.verdicts["polluted"] + counts.verdicts["suspect"] else 0


def _check(args: argparse.Namespace) -> None:
    if args.processes < 1:
        raise BadInput("--processes: give 1 or more.", "--processes：请给出 1 或更大的数。")
    if args.resume and not args.out:
        raise BadInput(
            "--resume needs --out: what is only printed cannot be resumed.",
            "--resume 须与 --out 同用：只输出到屏幕的扫描无法接续。",
        )
    if args.cluster and not args.out:
        raise BadInput("--cluster needs --out.", "--cluster 须与 --out 同用。")
    if args.out and any(source.startswith(("http://", "https://")) for source in args.sources):
        raise BadInput(
            "a URL cannot be scanned into a file: capture it (./mj capture URL --out page.wacz) and scan the bundle.",
            "网址不能直接扫描到文件：请先采集（./mj capture URL --out page.wacz），再扫描证据包。",
        )


def _files(sources: Sequence[str], folder: Path) -> list[File]:
    from mingjian.scan.files import find, spooled

    files: list[File] = []
    for source in sources:
        if source == "-" or Path(source).is_fifo():
            copy = folder / f"stream-{len(files)}"
            with copy.open("wb") as out, contextlib.ExitStack() as stack:
                stream = sys.stdin.buffer if source == "-" else stack.enter_context(open(source, "rb"))
                shutil.copyfileobj(stream, out, 1 << 20)
            files.append(spooled(str(copy), source))
        else:
            files.extend(find([source]))
    return files


def _to_file(files: Sequence[File], options: Options, args: argparse.Namespace) -> Counts:
    from mingjian.scan import scan_all, units

    work = list(units(files))
    with _bar(sum(unit.size for unit in work)) as bar:
        return scan_all(
            work,
            args.out,
            options,
            processes=args.processes,
            resume=args.resume,
            cluster=args.cluster,
            done=lambda unit: bar.update(unit.size),
        )


def _to_screen(
    urls: Sequence[str], files: Sequence[File], options: Options, args: argparse.Namespace, folder: Path
) -> Counts:
    from mingjian.scan import Counts

    counts = Counts()
    for row in _rows(urls, files, options, args, folder, counts):
        print(json.dumps(row, ensure_ascii=False) if args.json else "\n".join(_lines(row, args)))
    return counts


def _rows(
    urls: Sequence[str], files: Sequence[File], options: Options, args: argparse.Namespace, folder: Path, counts: Counts
) -> Iterator[dict[str, Any]]:
    from mingjian.scan import judged, read_rows, scan_all, units

    for url in urls:
        yield from _visited(url, options, args.allow, counts)
    work = list(units(files))
    with _bar(sum(unit.size for unit in work)) as bar:
        if args.processes > 1 and len(work) > 1:
            out = folder / "rows.jsonl"
            counts.add(scan_all(work, out, options, processes=args.processes, done=lambda unit: bar.update(unit.size)))
            yield from read_rows(out)
            return
        for unit in work:
            yield from judged(unit, options, counts)
            bar.update(unit.size)


def _visited(url: str, options: Options, allow: Sequence[str], counts: Counts) -> Iterable[dict[str, Any]]:
    from mingjian.scan.visited import visit_rows

    return visit_rows(url, options, allow, counts)


def _bar(total: int) -> Any:
    from tqdm import tqdm

    return tqdm(total=total, unit="B", unit_scale=True, delay=2, leave=False, disable=None, file=sys.stderr)


def _report(counts: Counts, language: str) -> None:
    verdicts = {name: counts.verdicts[name] for name in _VERDICTS["en"]}
    words = _WORDS["zh" if language == "zh" else "en"]
    line = words["counts"].format(read=counts.read, skipped=counts.skipped, failed=counts.failed, **verdicts)
    print(line, file=sys.stderr)


def _lines(row: dict[str, Any], args: argparse.Namespace) -> list[str]:
    language = "zh" if args.lang == "zh" else "en"
    words = _WORDS[language]
    if "error" in row:
        return [f"{words['error']}  {row['source']}: {row['error']}"]
    kinds = ", ".join(row["categories"])
    context = f" ({row['context']})" if row["context"] != "none" else ""
    lines = [f"{_VERDICTS[language][row['verdict']]}  {row['score']:.2f}  {row['source']}  {kinds}{context}".rstrip()]
    lines += [_finding(finding, language) for finding in row["findings"][:_SHOWN]]
    if len(row["findings"]) > _SHOWN:
        lines.append(f"    {words['more'].format(count=len(row['findings']) - _SHOWN)}")
    return lines + ([f"{words['cleaned']}:", row["cleaned"]] if args.cleaned else [])


def _finding(finding: dict[str, Any], language: str) -> str:
    from mingjian.detect import EN, ZH

    reason = Reason(finding["reason"]["code"], finding["reason"]["params"]).say(ZH if language == "zh" else EN)
    quote = " ".join(finding["quote"].split())[:40]
    return f"    {finding['start']}-{finding['end']} {finding['surface']} “{quote}”  {reason}"
