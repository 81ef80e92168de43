"""A picture in, what can be read in it out: its words by rapidocr, its codes by zxing, its perceptual hash.

Needs `./mj extra pictures`; `available` says whether it is there. Bytes and sides of a picture are bounded.
"""

from __future__ import annotations

import importlib.util
import io
import warnings
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

from mingjian.scan.item import sound

LARGEST: Final = 8_000_000  # bytes of a picture that is looked at
_MOST_PIXELS: Final = 40_000_000
_SIDE: Final = 1_600  # pixels of the longer side that is read; banners are seldom larger
_SMALLEST: Final = 24  # pixels of a side: below it lie spacers and icons
_SURE: Final = 0.6  # how sure the reader must be of a line
_MOST_TEXT: Final = 4_000  # characters


@dataclass(frozen=True, slots=True)
class Seen:
    """What a picture shows: lines of text, contents of codes, and a hash that like pictures share (16 hex digits)."""

    lines: tuple[str, ...]
    codes: tuple[str, ...]
    likeness: str

    @property
    def text(self) -> str:
        """All words of the picture, a line each; the contents of its codes last."""
        return "\n".join((*self.lines, *self.codes))[:_MOST_TEXT]


@cache
def available() -> bool:
    """Whether the extra is installed."""
    return all(importlib.util.find_spec(name) for name in ("rapidocr", "zxingcpp", "imagehash", "PIL"))


@lru_cache(maxsize=256)
def look(picture: bytes) -> Seen | None:
    """Read a picture; None for what is no picture, too large, or too small to carry words. Never fails."""
    if len(picture) > LARGEST or not available():
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # a decompression bomb is only warned of
            image = _opened(picture)
            if image is None:
                return None
            import imagehash  # noqa: PLC0415  (an extra)
            import zxingcpp  # noqa: PLC0415

            codes = tuple(sound(code.text) for code in zxingcpp.read_barcodes(image) if code.text)
            likeness = str(imagehash.phash(image))
        return Seen(_lines(image), codes, likeness)
    except Exception:  # a hostile picture must not stop a scan, whatever a decoder raises
        return None


def _opened(picture: bytes) -> Any:
    from PIL import Image  # noqa: PLC0415  (an extra)

    image = Image.open(io.BytesIO(picture))
    width, height = image.size
    if width * height > _MOST_PIXELS or min(width, height) < _SMALLEST:
        return None
    image.draft("RGB", (_SIDE, _SIDE))
    image = image.convert("RGBA") if image.mode in ("P", "LA", "PA", "RGBA") else image.convert("RGB")
    if image.mode == "RGBA":
        white = Image.new("RGB", image.size, "white")
        white.paste(image, mask=image.getchannel("A"))
        image = white
    image.thumbnail((_SIDE, _SIDE))
    return image


def _lines(image: Any) -> tuple[str, ...]:
    import numpy as np  # noqa: PLC0415

    read = _reader()(np.asarray(image)[:, :, ::-1])
    texts, scores = read.txts or (), read.scores or ()
    return tuple(sound(text) for text, score in zip(texts, scores, strict=True) if score >= _SURE and text.strip())


@cache
def _reader() -> Any:
    from rapidocr import RapidOCR  # noqa: PLC0415  (an extra; loads its models)

    return RapidOCR(
        params={
            "Global.log_level": "error",
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )
