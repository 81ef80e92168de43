"""Bytes in, clean text out: charset, markup, surfaces, and disguise undone with a map to the original offsets."""

from mingjian.text.charset import Decoded, decode
from mingjian.text.document import SURFACES, Document, Link, Span, Surface
from mingjian.text.draft import Change
from mingjian.text.reading import read, read_html, read_text
from mingjian.text.restore import Restored, restore

__all__ = [
    "SURFACES",
    "Change",
    "Decoded",
    "Document",
    "Link",
    "Restored",
    "Span",
    "Surface",
    "decode",
    "read",
    "read_html",
    "read_text",
    "restore",
]
