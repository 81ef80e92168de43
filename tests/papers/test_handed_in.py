"""Files that people from outside hand in: what acts by itself is refused, what is kept has a harmless name."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.errors import BadInput
from mingjian.papers.handed_in import LARGEST, MOST, take_all, take_in

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n%%EOF"


def office(*parts: str, main: str = "word/document.xml") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for part in ("[Content_Types].xml", main, *parts):
            archive.writestr(part, "<x/>")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("申辩书.pdf", PDF, "pdf"),
        ("照片.jpeg", b"\xff\xd8\xff\xe0" + b"0" * 20, "jpg"),
        ("图.png", b"\x89PNG\r\n\x1a\n" + b"0" * 20, "png"),
        ("说明.txt", "我单位认为处罚过重。".encode(), "txt"),
        ("说明.txt", "我单位认为处罚过重。".encode("gbk"), "txt"),
        ("合同.docx", office(), "docx"),
        ("流水.xlsx", office("xl/printerSettings/printerSettings1.bin", main="xl/workbook.xml"), "xlsx"),
    ],
)
def test_ordinary_files_are_taken_as_what_their_bytes_are(name: str, content: bytes, kind: str) -> None:
    taken = take_in(name, content)
    assert (taken.kind, taken.content) == (kind, content)
    assert taken.name == f"{name.rsplit('.', 1)[0]}.{kind}"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("宏.docx", office("word/vbaProject.bin"), "macros"),
        ("对象.docx", office("word/embeddings/oleObject1.bin"), "macros"),
        ("外链.xlsx", office("xl/externalLinks/externalLink1.xml", main="xl/workbook.xml"), "macros"),
        ("旧.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 64, "not taken"),
        ("程序.pdf", b"MZ\x90\0" + b"\0" * 64, "not taken"),
        ("脚本.txt", b"#!/bin/sh\nrm -rf /\n", "not taken"),
        ("页.html", b"\0<script>", "not taken"),
        ("脚本.pdf", PDF + b"/OpenAction<</S/JavaScript/JS(x)>>", "scripts"),
        ("藏.pdf", PDF + b"/OpenAction<</S/J#61vaScript>>", "scripts"),
        ("附.pdf", PDF + b"/EmbeddedFile", "scripts"),
        ("包.zip", office("a.txt", main="readme.txt"), "archives"),
        ("坏.docx", b"PK\x03\x04" + b"0" * 40, "damaged"),
        ("空.pdf", b"", "empty"),
        ("大.pdf", PDF + b"0" * LARGEST, "20 MB"),
    ],
)
def test_what_can_act_by_itself_is_refused_with_the_mend(name: str, content: bytes, said: str) -> None:
    with pytest.raises(BadInput) as refused:
        take_in(name, content)
    assert said in str(refused.value)
    assert name.split(".")[0] in refused.value.zh


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\x\\申辩.pdf", "申辩.pdf"),
        ("申辩\u202efdp.exe", "申辩fdp.pdf"),
        ("\n\0", "附件.pdf"),
        ("." * 300, "附件.pdf"),
        ("长" * 300 + ".pdf", "长" * 80 + ".pdf"),
        ("a.pdf.exe", "a.pdf.pdf"),
    ],
)
def test_names_lose_their_tricks(name: str, kept: str) -> None:
    assert take_in(name, PDF).name == kept


def test_one_bad_file_refuses_all_and_so_do_too_many() -> None:
    with pytest.raises(BadInput, match="empty"):
        take_all([("a.pdf", PDF), ("b.pdf", b"")])
    with pytest.raises(BadInput, match=str(MOST)):
        take_all([("a.pdf", PDF)] * (MOST + 1))
    assert len(take_all([("a.pdf", PDF)] * MOST)) == MOST


@given(st.text(max_size=40), st.binary(max_size=200))
def test_any_file_is_taken_or_refused(name: str, content: bytes) -> None:
    try:
        taken = take_in(name, content)
    except BadInput:
        return
    assert taken.name.endswith(f".{taken.kind}")
    assert "/" not in taken.name
