"""Words and codes in pictures are read where a page is suspect or nearly without text, and only then."""

from __future__ import annotations

import base64
import importlib.util
import io
import json
import subprocess
from pathlib import Path

import pytest

from mingjian.scan import Counts, Item, Options, recognition, rows
from mingjian.scan.files import File
from mingjian.scan.pictures import addresses, embedded, pictures_of
from mingjian.scan.warc import read_warc
from tests.scan.archives import CLEAN, packed, record

LURE = ("百家乐真人在线投注平台", "注册送58元彩金", "代理加微信 gm8866", "老虎机 时时彩 日赚千元")
EXTRA = all(importlib.util.find_spec(name) for name in ("rapidocr", "zxingcpp", "imagehash"))
needs_extra = pytest.mark.skipif(not EXTRA, reason="needs ./mj extra pictures")


def _font() -> str:
    found = subprocess.run(
        ["fc-match", "-f", "%{file}", "Noto Sans CJK SC"], capture_output=True, text=True, check=False
    )
    return found.stdout


def banner(lines: tuple[str, ...]) -> bytes:
    """Draw a banner of these lines."""
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("RGB", (760, 70 * len(lines) + 40), "#7a0012")
    face = ImageFont.truetype(_font(), 44)
    for number, line in enumerate(lines):
        ImageDraw.Draw(image).text((30, 20 + 70 * number), line, font=face, fill="#ffe9a8")
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def code(words: str) -> bytes:
    """Draw a QR code."""
    import segno

    out = io.BytesIO()
    segno.make(words).save(out, kind="png", scale=6)
    return out.getvalue()


def page_with(picture: bytes, words: str = "") -> bytes:
    held = base64.b64encode(picture).decode()
    return f'<html><head><title>市图书馆</title></head><body><p>{words}</p><img src="data:image/png;base64,{held}"></body></html>'.encode()


def _row(content: bytes) -> dict[str, object]:
    (row,) = rows([Item("a", content, media_type="text/html")], Options(), Counts())
    return row


def test_addresses_of_pictures_are_found_in_order_and_resolved() -> None:
    page = b"<img src='/a.png'><img data-src=\"b.jpg\" src=''><IMG alt=x SRC=\"http://c.example/c&amp;d.gif\">"
    assert addresses(page, "http://a.example/x/")[:2] == ["http://a.example/a.png", "http://a.example/x/b.jpg"]
    assert "http://c.example/c&d.gif" in addresses(page, "http://a.example/x/")


@pytest.mark.parametrize(
    "address", ["data:image/png;base64,@@@", "data:text/html,x", "http://a/x.png", "data:image/png;base64"]
)
def test_what_is_no_embedded_picture_gives_no_picture_or_harmless_bytes(address: str) -> None:
    assert recognition.look(embedded(address) or b"") is None


def test_pictures_of_an_archive_are_found_by_their_address(tmp_path: Path) -> None:
    picture = b"\x89PNG not really"
    page = record('<img src="/ad.png">', 1, url="http://a.example/")
    stored = record(picture, 2, url="http://a.example/ad.png", headers="Content-Type: image/png\r\n")
    path = tmp_path / "a.warc.gz"
    path.write_bytes(packed(page, stored))
    items = [found for found in read_warc(File(str(path), "a", "warc", 0, 0, asked=True)) if isinstance(found, Item)]
    assert len(items) == 1
    assert isinstance(items[0].content, bytes)
    assert list(pictures_of(items[0].content, items[0].url, items[0].fetch)) == [picture]


def test_without_the_extra_pages_are_judged_by_their_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mingjian.scan.pictures.available", lambda: False)
    assert _row(page_with(b"\x89PNG"))["verdict"] == "clean"


@needs_extra
def test_a_page_that_is_a_banner_is_suspect_and_says_why() -> None:
    row = _row(page_with(banner(LURE)))
    assert row["verdict"] == "suspect"
    assert "gambling" in json.dumps(row["categories"])
    (finding,) = [one for one in row["findings"] if one["detector"] == "pictured"]  # type: ignore[attr-defined]
    assert (finding["start"], finding["end"], finding["quote"], finding["surface"]) == (0, 0, "", "response")
    assert finding["reason"]["code"] == "in_picture"
    assert finding["reason"]["params"]["term"]


@needs_extra
def test_a_banner_of_a_library_stays_clean() -> None:
    assert _row(page_with(banner(("市图书馆周一闭馆", "欢迎读者参加读书会"))))["verdict"] == "clean"


@needs_extra
def test_a_banner_beside_much_lawful_text_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mingjian.scan.pictures.look", lambda _: pytest.fail("was read"))
    assert _row(page_with(banner(LURE), "本馆周一闭馆，周二至周日开放，欢迎读者。" * 20))["verdict"] == "clean"


@needs_extra
def test_a_code_is_read() -> None:
    seen = recognition.look(code("https://gm8866.example/reg?i=58"))
    assert seen is not None
    assert seen.codes == ("https://gm8866.example/reg?i=58",)
    assert len(seen.likeness) == 16


@needs_extra
@pytest.mark.parametrize("content", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n" + bytes(40), CLEAN.encode()])
def test_what_is_no_picture_is_none(content: bytes) -> None:
    assert recognition.look(content) is None
