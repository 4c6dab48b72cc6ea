"""Who must sign in with a second factor: everybody of the operator; people of institutions may."""

from flask import current_app

from registry.config import Settings
from registry.models import Account
from registry.vocabulary.accounts import STAFF


def is_factor_required(account: Account) -> bool:
    """Whether the account cannot do without a second factor; a demonstration asks nobody for one."""
    settings: Settings = current_app.config["SETTINGS"]
    return settings.requires_second_factor and account.role in STAFF
