"""账号停更: one account, by its platform under its user agreement."""

import pytest

from tests.office.measures.of_accounts import OfAccounts

pytestmark = pytest.mark.django_db


class TestAccountUpdateStop(OfAccounts):
    """账号停更."""

    code, state = "account_update_stop", "update_stopped"
