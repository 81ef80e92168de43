"""Documents 文书: content as JSON in; PDF/A, DOCX, pages and signatures out; and the file of a case with its certificate."""

from mingjian.papers.blocks import Paper
from mingjian.papers.composing import compose, lacks, template
from mingjian.papers.content import Content, Want
from mingjian.papers.typefaces import Faces, asked_for, faces
from mingjian.papers.typeset import Rendered, set_pdf, set_pictures

__all__ = [
    "Content",
    "Faces",
    "Paper",
    "Rendered",
    "Want",
    "asked_for",
    "compose",
    "faces",
    "lacks",
    "set_pdf",
    "set_pictures",
    "template",
]
