"""Files of forms: found or asked for, and written to a place of their own for as long as they are needed."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from mingjian.errors import BadInput


def uploaded(request: HttpRequest) -> UploadedFile[Any]:
    """The file of a form. Raises: BadInput, if there is none."""
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        raise BadInput("Choose the file.", "请选择文件。")
    return file


class on_disk:  # noqa: N801 - reads as a word
    """An uploaded file as a path, for as long as the block lasts."""

    def __init__(self, file: UploadedFile[Any]) -> None:
        self._file = file

    def __enter__(self) -> Path:
        """Write it out, a piece at a time."""
        self._folder = tempfile.TemporaryDirectory(prefix="mj-upload-")
        path = Path(self._folder.name) / "file"
        with path.open("wb") as out:
            for piece in self._file.chunks():
                out.write(piece)
        return path

    def __exit__(self, *_: object) -> None:
        """Take it away."""
        self._folder.cleanup()
