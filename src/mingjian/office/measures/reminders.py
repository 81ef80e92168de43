"""What was not answered in time: reminded, then escalated to the head; found by looking at the letters that are out."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from mingjian.law.executors import escalate_on
from mingjian.office.audit.log_event import log_event
from mingjian.records import clock
from mingjian.records.models import Order, OrderState, Reminder, ReminderStep


def silent_orders(at: datetime, limit: int = 200) -> list[Order]:
    """Letters that are out past their last day and lack a reminder or an escalation."""
    day = clock.day_of(at)
    late = Order.objects.filter(state=OrderState.OUT, due_on__lt=day).defer("package")
    late = late.exclude(reminders__step=ReminderStep.ESCALATED)
    return list(late.select_related("executor", "unit").prefetch_related("reminders").order_by("due_on")[:limit])


def _step(order: Order, at: datetime) -> str:
    """The step that is due on a letter: the reminder first, the escalation once its own day has come; else nothing."""
    steps = {row.step for row in order.reminders.all()}
    if ReminderStep.REMINDED not in steps:
        return ReminderStep.REMINDED
    return ReminderStep.ESCALATED if clock.day_of(at) > escalate_on(order.due_on) else ""


def _text(order: Order, step: str, waiting: int) -> str:
    begins = f"{order.executor.name_zh}：{order.number} 应于 {order.due_on.isoformat()} 前答复，尚有 {waiting} 项未答复"
    return f"{begins}，请尽快办理。" if step == ReminderStep.REMINDED else f"{begins}，经催办仍未答复，报负责人处理。"


@transaction.atomic
def remind(order: Order, *, at: datetime) -> Reminder | None:
    """Write the reminder or the escalation that is due on one letter; None if there is none any more."""
    order = Order.objects.select_for_update(of=("self",)).defer("package").select_related("executor").get(pk=order.pk)
    step, waiting = _step(order, at), order.items.filter(result="waiting").count()
    if order.state != OrderState.OUT or not step or not waiting:
        return None
    reminder = Reminder.objects.create(
        order=order, step=step, on=clock.day_of(at), waiting=waiting, text=_text(order, step, waiting)
    )
    verb = "order_reminded" if step == ReminderStep.REMINDED else "order_escalated"
    log_event(verb, order, by=None, at=at, content={"waiting": waiting})
    return reminder


def remind_silent(*, at: datetime) -> int:
    """Remind or escalate every silent letter. Returns how many were."""
    return sum(remind(order, at=at) is not None for order in silent_orders(at))
