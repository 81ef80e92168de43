"""The addresses of documents: on the desk, and the public check."""

from __future__ import annotations

from django.urls import URLPattern

from mingjian.web.desk import case_file, documents
from mingjian.web.public import check_document as checking
from mingjian.web.routes import PUBLIC, route

READ = "records.read"
CHECK: list[URLPattern] = [
    route("verify/", checking.check_documents, audience=PUBLIC, name="check_documents"),
    route("verify/<str:code>/", checking.check_document, audience=PUBLIC, name="check_document"),
]
DOCUMENTS: list[URLPattern] = [
    route("desk/documents/", documents.documents, audience=READ, name="documents"),
    route("desk/documents/<uuid:key>/", documents.document, audience=READ, name="document"),
    route("desk/documents/<uuid:key>/edit/", documents.edit, audience="document.draft", name="edit_document"),
    route("desk/documents/<uuid:key>/act/", documents.act, audience=READ, name="act_on_document"),
    route("desk/documents/<uuid:key>/pdf/", documents.pdf, audience=READ, name="document_pdf"),
    route("desk/documents/<uuid:key>/docx/", documents.docx, audience=READ, name="document_docx"),
    route("desk/documents/<uuid:key>/pages/<int:seq>.png", documents.picture, audience=READ, name="document_picture"),
    route("desk/cases/<uuid:key>/file/", case_file.case_file, audience=READ, name="case_file"),
    route("desk/cases/<uuid:key>/file/act/", case_file.act, audience=READ, name="act_on_file"),
    route("desk/cases/<uuid:key>/file/<int:seq>.zip", case_file.take_out, audience=READ, name="take_out_file"),
    route("desk/cases/<uuid:key>/documents/", documents.draft, audience="document.draft", name="draft_document"),
]
