"""Files that people from outside hand in: a name and bytes in, a harmless name and the kind out, or one refusal.

Nothing is opened by a program: the kind is read from the bytes, never from the name, and what can act by itself (macros,
scripts, embedded objects, programs) is refused.
"""

from __future__ import annotations

import hashlib
import io
import re
import unicodedata
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from mingjian.errors import BadInput

MEGABYTE = 1024 * 1024
LARGEST = 20 * MEGABYTE
"""The largest file, in bytes."""
MOST = 10
"""The most files at once."""
_UNPACKED = 200 * MEGABYTE
_NAME = 80
TYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
    "txt": "text/plain; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_ACTIVE_PARTS = re.compile(
    r"vbaProject|activeX|oleObject|embeddings/|externalLinks/|macrosheets|\.(?:exe|dll|js|vbs)$", re.IGNORECASE
)
_ACTIVE_PDF = re.compile(rb"/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData)\b")
_PDF_NAME = re.compile(rb"#([0-9A-Fa-f]{2})")


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A file that may be kept: a name without tricks, its kind (a key of TYPES), its bytes and their SHA-256."""

    name: str
    kind: str
    content: bytes
    digest: str


def _harmless(name: str, kind: str) -> str:
    """The last part of a name without control and direction characters, with the ending of what the bytes are."""
    last = re.split(r"[\\/]", name)[-1]
    seen = "".join(letter for letter in last if unicodedata.category(letter)[0] != "C" and letter not in '<>:"|?*')
    stem = seen.rsplit(".", 1)[0].strip(" .")[:_NAME] or "附件"
    return f"{stem}.{kind}"


def _refused(name: str, en: str, zh: str) -> BadInput:
    shown = "".join(letter for letter in name if unicodedata.category(letter)[0] != "C")[:_NAME]
    return BadInput(f"{shown}: {en}", f"{shown}：{zh}")


def _check_office(name: str, content: bytes) -> str:
    """The kind of an Office file without macros or embedded objects."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            names = [part.filename for part in parts]
            size = sum(part.file_size for part in parts)
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise _refused(name, "the file is damaged; save it again", "文件已损坏，请重新保存后上传") from error
    kind = next(
        (kind for kind, part in (("docx", "word/document.xml"), ("xlsx", "xl/workbook.xml")) if part in names), ""
    )
    if not kind or len(names) > 5000 or size > _UNPACKED or any(".." in part for part in names):
        raise _refused(
            name,
            "archives are not taken; hand in the files one by one",
            "不接收压缩包，请逐个上传其中的文件",
        )
    if any(_ACTIVE_PARTS.search(part) for part in names):
        raise _refused(
            name,
            "the file holds macros or embedded objects; save it as PDF",
            "文件含宏或嵌入对象，请另存为 PDF 后上传",
        )
    return kind


def _check_pdf(name: str, content: bytes) -> str:
    plain = _PDF_NAME.sub(lambda found: bytes([int(found[1], 16)]), content)
    if _ACTIVE_PDF.search(plain):
        raise _refused(
            name,
            "the PDF holds scripts, forms or attached files; print it to a plain PDF",
            "PDF 含脚本、表单或附带文件，请打印成普通 PDF 后上传",
        )
    return "pdf"


def _is_text(content: bytes) -> bool:
    if any(byte < 32 and byte not in (9, 10, 12, 13) for byte in set(content)):
        return False
    for charset in ("utf-8", "gb18030"):
        try:
            content.decode(charset)
        except UnicodeDecodeError:
            continue
        return True
    return False


def _kind(name: str, content: bytes) -> str:
    if content.startswith(b"%PDF-"):
        return _check_pdf(name, content)
    if content.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if content.startswith(b"PK\x03\x04"):
        return _check_office(name, content)
    if not content.startswith((b"MZ", b"#!", b"\x7fELF")) and _is_text(content):
        return "txt"
    raise _refused(
        name,
        "this kind of file is not taken; hand in PDF, JPEG, PNG, text, DOCX or XLSX",
        "不接收此类文件，请上传 PDF、JPEG、PNG、文本、DOCX 或 XLSX",
    )


def take_in(name: str, content: bytes) -> HandedIn:
    """Check one file that somebody hands in.

    Raises: BadInput, naming the file and the mend, if it is empty, larger than 20 MB, of a kind that is not taken, or
    holds something that can act by itself.
    """
    if not content:
        raise _refused(name, "the file is empty; choose it again", "文件是空的，请重新选择")
    if len(content) > LARGEST:
        raise _refused(
            name, "the file is larger than 20 MB; split it or make it smaller", "文件超过 20 MB，请压缩或拆分后上传"
        )
    kind = _kind(name, content)
    return HandedIn(_harmless(name, kind), kind, content, hashlib.sha256(content).hexdigest())


def take_all(files: Sequence[tuple[str, bytes]]) -> tuple[HandedIn, ...]:
    """Check all files of one act; one bad file refuses them all, so that nothing is half taken.

    Raises: BadInput, for more than 10 files or for the first that is refused.
    """
    if len(files) > MOST:
        raise BadInput(
            f"At most {MOST} files at once; hand in the rest afterwards.", f"一次最多 {MOST} 个文件，其余请随后补交。"
        )
    return tuple(take_in(name, content) for name, content in files)
