"""Every sample site is judged as what it is, for every visitor, by its pages alone; the lawful ones raise no alarm."""

import pytest

from mingjian.capture.views import MANNERS
from mingjian.demo.sites import expected
from mingjian.demo.sites.answering import Street
from mingjian.demo.sites.ask import Ask
from mingjian.demo.sites.catalogue import VISITORS
from mingjian.demo.sites.orders import Orders
from mingjian.detect import judge
from mingjian.text import decode, read_html

ROWS = [row for row in expected() if any(verdict != "clean" for told in row.verdicts.values() for verdict in told)]
LAWFUL = [row for row in expected() if row not in ROWS]


def _shown(url, visitor):
    """What a visitor is shown at an address; a redirect is followed, an unsteady site asked again."""
    street = Street(Orders(None, lambda: 0.0))
    for _ in range(6):
        host, _, path = url.removeprefix("http://").partition("/")
        manner = MANNERS[visitor]
        answer = street.answer(
            Ask("GET", host, f"/{path}", {"user-agent": manner.user_agent, "referer": manner.referrer or ""})
        )
        if answer.status in (301, 302):
            url = dict(answer.headers)["Location"]
        elif answer.status == 200:
            return read_html(decode(answer.body, dict(answer.headers)["Content-Type"]).text)
    return None  # it stands no longer, or not yet


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.url} {row.kind}")
def test_a_sample_site_is_judged_as_what_it_is(row):
    for visitor in VISITORS:
        document = _shown(row.url, visitor)
        if document is not None:
            assert judge(document).verdict in row.verdicts[visitor], visitor


@pytest.mark.parametrize("row", LAWFUL, ids=lambda row: f"{row.url} {row.kind}")
def test_a_lawful_sample_site_raises_no_alarm(row):
    for visitor in VISITORS:
        document = _shown(row.url, visitor)
        if document is not None:
            judgement = judge(document)
            assert judgement.verdict == "clean", visitor
