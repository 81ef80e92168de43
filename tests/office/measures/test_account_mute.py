"""账号禁言: one account, by its platform under its user agreement."""

import pytest

from tests.office.measures.of_accounts import OfAccounts

pytestmark = pytest.mark.django_db


class TestAccountMute(OfAccounts):
    """账号禁言."""

    code, state = "account_mute", "muted"
