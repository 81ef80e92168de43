"""The addresses of the evidence desks, each with its audience."""

from __future__ import annotations

from django.urls import URLPattern

from mingjian.web.desk import cosigning, evidence, inside, links, outcomes, police, registers
from mingjian.web.routes import route

READ, POLICE = "records.read", "police.read"

EVIDENCE: list[URLPattern] = [
    route("desk/evidence/<uuid:key>/", evidence.capture, audience=READ, name="capture"),
    route("desk/evidence/<uuid:key>/act/", evidence.act, audience=READ, name="act_on_capture"),
    route("desk/evidence/<uuid:key>/bundle/", evidence.bundle, audience=READ, name="bundle"),
    route("desk/evidence/<uuid:key>/proof/", evidence.proof, audience=READ, name="proof"),
    route("desk/evidence/<uuid:key>/inside/", inside.inside, audience=READ, name="inside"),
    route("desk/evidence/<uuid:key>/picture/", inside.picture, audience=READ, name="bundle_picture"),
    route("desk/evidence/records/<uuid:key>/signed.json", evidence.statement, audience=READ, name="record_statement"),
    route("desk/evidence/records/<uuid:key>/record.pdf", evidence.document, audience=READ, name="record_document"),
    route("desk/log/cosigning/", cosigning.cosigning, audience="log.cosign", name="cosigning"),
    route("desk/registers/", registers.registers, audience=READ, name="registers"),
    route("desk/registers/take/", registers.take, audience="registration.import", name="take_registers"),
    route("desk/registers/<uuid:key>/", registers.taken, audience=READ, name="registry_import"),
    route("desk/registers/<uuid:key>/undo/", registers.undo, audience="registration.undo", name="undo_import"),
    route("desk/links/", links.links, audience=READ, name="links"),
    route("desk/links/<uuid:key>/judge/", links.judge, audience="operation_link.judge", name="judge_link"),
    route("desk/outcomes/", outcomes.outcomes, audience=READ, name="outcomes"),
    route("desk/police/", police.police, audience=POLICE, name="police"),
    route("desk/police/<uuid:key>/", police.finding, audience=POLICE, name="police_finding"),
    route("desk/police/<uuid:key>/act/", police.act, audience=POLICE, name="act_on_handover"),
    route("desk/police/<uuid:key>/package/", police.package, audience="handover.state", name="police_package"),
    route("desk/police/<uuid:key>/key/", police.key_of, audience="handover.decide", name="police_key"),
]
