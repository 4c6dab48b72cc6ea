"""Changing one's own password, by whoever knows the current one."""

from registry.errors import InvalidFields
from registry.extensions.clock import now
from registry.extensions.database import transaction
from registry.models import Account
from registry.services.accounts import outbox
from registry.services.accounts.accounts import find_managed, get_account, words_about
from registry.services.accounts.passwords import check_password, hash_password, is_right
from registry.services.accounts.sessions import Browser, end_all
from registry.services.accounts.sign_in import take_password


def change_own_password(
    *, officer: Account, current: str, new: str, session_id: int | None = None, browser: Browser | None = None
) -> Account:
    """Change the officer's own password; every session ends but the one that goes on, and links open nothing.

    A wrong current password counts, and is noted, as at the sign-in: an open session is no place to guess it.

    Raises:
        InvalidFields: The current password is wrong or was tried too often, or the new one is refused.
    """
    known, at = get_account(officer.id), now()
    is_password_right = is_right(known.password_hash, current)
    with transaction() as session:
        is_taken = take_password(
            session, known, is_password_right=is_password_right, at=at, browser=browser or Browser()
        )
    if not is_taken:
        raise InvalidFields({"current": ("password_wrong", {})})
    if current == new:
        raise InvalidFields({"password": ("password_same", {})})
    check_password(new, *words_about(known))
    new_hash = hash_password(new)
    with transaction() as session:
        changed = find_managed(session, officer.id, None)
        changed.password_hash = new_hash
        end_all(changed.id, at=at, but=session_id)
        outbox.withdraw_links(session, changed.id, at=at)
        return changed
