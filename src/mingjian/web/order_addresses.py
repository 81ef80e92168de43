"""The addresses of letters, objections and executors, each with its audience."""

from __future__ import annotations

from django.urls import URLPattern

from mingjian.web.desk import executors, leads, measures, objections, orders
from mingjian.web.public import objection
from mingjian.web.routes import PUBLIC, route

READ = "records.read"

OBJECTION: list[URLPattern] = [route("objection/", objection.objection, audience=PUBLIC, name="object_to_measure")]
ORDERS: list[URLPattern] = [
    route("desk/leads/<uuid:key>/victim/", leads.mark, audience="lead.check", name="mark_victim"),
    route("desk/orders/", orders.orders, audience=READ, name="orders"),
    route("desk/orders/preview/", orders.preview, audience="measure.notify", name="preview_order"),
    route("desk/orders/send/", orders.send, audience="measure.notify", name="send_order"),
    route("desk/orders/<uuid:key>/", orders.order, audience=READ, name="order"),
    route("desk/orders/<uuid:key>/act/", orders.act_on_order, audience=READ, name="act_on_order"),
    route("desk/orders/<uuid:key>/package/", orders.package, audience="measure.notify", name="order_package"),
    route("desk/notices/<uuid:key>/", measures.slip, audience="measure.notify", name="notice_slip"),
    route("desk/notices/<uuid:key>/notice.pdf", measures.notice_pdf, audience="measure.notify", name="notice_pdf"),
    route("desk/objections/", objections.objections, audience=READ, name="objections"),
    route("desk/objections/<uuid:key>/", objections.objection, audience=READ, name="objection"),
    route("desk/objections/<uuid:key>/act/", objections.act_on_objection, audience=READ, name="act_on_objection"),
    route("desk/objection-files/<uuid:key>/", objections.attachment, audience=READ, name="objection_file"),
    route("desk/executors/", executors.executors, audience=READ, name="executors"),
    route("desk/executors/tokens/", executors.act_on_tokens, audience="account.edit", name="act_on_tokens"),
]
