"""关停账号: one account, by its platform under its user agreement."""

import pytest

from tests.office.measures.of_accounts import OfAccounts

pytestmark = pytest.mark.django_db


class TestAccountClosure(OfAccounts):
    """关停账号."""

    code, state = "account_closure", "closed"
