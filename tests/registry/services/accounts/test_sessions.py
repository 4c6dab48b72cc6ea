from datetime import UTC, datetime, timedelta

import pytest

from registry.errors import InvalidFields, NotFound
from registry.services.accounts.confirming import Proof, asks_for_code, confirm_identity, is_recent
from registry.services.accounts.sessions import (
    Browser,
    end_all,
    end_session,
    find_session,
    list_sessions,
    note_use,
    open_session,
)
from registry.vocabulary.sign_in import SessionStage
from tests.factories.accounts import PASSWORD, make_officer
from tests.factories.second_factors import code_of, set_up_factor

pytestmark = pytest.mark.usefixtures("app")
NOW = datetime(2026, 9, 7, 14, 0, tzinfo=UTC)
LAPTOP = Browser("203.0.113.9", "Firefox en Linux")


def opened(officer, at=NOW, browser=LAPTOP, stage=SessionStage.OPEN):
    return open_session(officer, browser=browser, at=at, stage=stage)


def test_a_session_ends_when_it_is_left_idle():
    token = opened(make_officer()).token

    assert find_session(token, at=NOW + timedelta(minutes=59))
    assert find_session(token, at=NOW + timedelta(minutes=60)) is None


def test_use_keeps_a_session_alive_for_twelve_hours_and_no_longer():
    token = opened(make_officer()).token
    for minutes in range(50, 12 * 60, 50):
        at = NOW + timedelta(minutes=minutes)
        note_use(find_session(token, at=at), at=at)

    assert find_session(token, at=NOW + timedelta(hours=12, seconds=-1))
    assert find_session(token, at=NOW + timedelta(hours=12)) is None


def test_use_is_noted_once_a_minute():
    officer = make_officer()
    row = opened(officer).session

    note_use(row, at=NOW + timedelta(seconds=59))
    assert list_sessions(officer, at=NOW)[0].seen_at == NOW

    note_use(row, at=NOW + timedelta(seconds=60))
    assert list_sessions(officer, at=NOW)[0].seen_at == NOW + timedelta(seconds=60)


def test_a_session_that_waits_for_its_code_waits_a_quarter_of_an_hour():
    token = opened(make_officer(), stage=SessionStage.CODE).token

    assert find_session(token, at=NOW + timedelta(minutes=14))
    assert find_session(token, at=NOW + timedelta(minutes=15)) is None


def test_the_holder_sees_the_own_open_sessions_alone():
    officer = make_officer()
    opened(make_officer())
    opened(officer, stage=SessionStage.CODE)
    kept = opened(officer)

    (shown,) = list_sessions(officer, at=NOW)

    assert (shown.id, shown.device, shown.address) == (kept.session.id, "Firefox en Linux", "203.0.113.9")


def test_one_session_is_ended():
    officer = make_officer()
    gone, kept = opened(officer), opened(officer)

    end_session(gone.session.id, officer=officer, at=NOW)

    assert find_session(gone.token, at=NOW) is None
    assert find_session(kept.token, at=NOW)
    with pytest.raises(NotFound):
        end_session(gone.session.id, officer=officer, at=NOW)


def test_nobody_ends_a_stranger_s_session():
    stranger = opened(make_officer())

    with pytest.raises(NotFound):
        end_session(stranger.session.id, officer=make_officer(), at=NOW)


def test_all_sessions_but_one_are_ended():
    officer = make_officer()
    others, kept = [opened(officer) for _ in range(3)], opened(officer)

    assert end_all(officer.id, at=NOW, but=kept.session.id) == 3
    assert [find_session(one.token, at=NOW) for one in others] == [None] * 3
    assert find_session(kept.token, at=NOW)


def test_a_password_counts_for_a_quarter_of_an_hour():
    row = opened(make_officer()).session

    assert is_recent(row, at=NOW + timedelta(minutes=14))
    assert not is_recent(row, at=NOW + timedelta(minutes=15))


def test_the_password_alone_proves_it_where_there_is_no_second_factor():
    later = NOW + timedelta(minutes=30)
    token = opened(make_officer()).token

    confirm_identity(find_session(token, at=later), Proof(PASSWORD), at=later)

    assert is_recent(find_session(token, at=later), at=later)


def test_an_old_code_is_asked_for_again():
    officer = make_officer()
    set_up_factor(officer, at=NOW)
    token = opened(officer).token
    row = find_session(token, at=NOW)

    assert asks_for_code(row, at=NOW)
    with pytest.raises(InvalidFields, match="code"):
        confirm_identity(row, Proof(PASSWORD), at=NOW)
    later = NOW + timedelta(minutes=2)
    confirm_identity(row, Proof(PASSWORD, code_of(officer, later)), at=later)
    assert not asks_for_code(find_session(token, at=later), at=later)


def test_wrong_proofs_count_like_wrong_sign_ins():
    row = find_session(opened(make_officer()).token, at=NOW)
    for _ in range(5):
        with pytest.raises(InvalidFields, match="password"):
            confirm_identity(row, Proof("otra cosa"), at=NOW)

    with pytest.raises(InvalidFields, match="password"):
        confirm_identity(row, Proof(PASSWORD), at=NOW)
