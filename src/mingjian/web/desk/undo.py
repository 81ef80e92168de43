"""The undo that is offered right after an act that can be undone."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from mingjian.web.language import say


def undo_button(request: HttpRequest, name: str, key: Any) -> SafeString:
    """A button that takes the act back by posting `answer=undo` to the address `name` of the record."""
    return format_html(
        '<form method="post" action="{}"><input type="hidden" name="csrfmiddlewaretoken" value="{}">'
        '<button type="submit" class="plain" name="answer" value="undo" data-key="u">{}</button></form>',
        reverse(name, kwargs={"key": key}),
        get_token(request),
        say("撤回", "Undo"),
    )
