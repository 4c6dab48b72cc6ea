import pytest

from registry.errors import InvalidFields, NotAllowed, NotFound, WrongState
from registry.extensions.clock import now
from registry.services.accounts import accounts
from registry.services.accounts.own_password import change_own_password
from registry.services.accounts.passwords import is_right
from registry.services.accounts.sessions import Browser, find_session, open_session
from registry.vocabulary.accounts import Role
from registry.vocabulary.sign_in import SessionStage
from tests.factories.accounts import PASSWORD, make_chief, make_office, make_officer, officer_details

pytestmark = pytest.mark.usefixtures("app")
NEW = "otra frase bastante larga"


def refused(act, *args, **kwargs):
    with pytest.raises(InvalidFields) as refusal:
        act(*args, **kwargs)
    return {field: code for field, (code, _) in refusal.value.problems.items()}


def test_an_officer_is_found_however_the_name_is_typed():
    make_officer(username="rosa")
    added = make_officer(username="José.Apaza")

    assert added.username == "jose.apaza"
    assert accounts.find_account(" JOSÉ.APAZA").id == added.id
    assert accounts.find_account("nadie") is None


def test_an_officer_comes_with_the_office():
    added = make_officer()

    assert accounts.get_account(added.id).office.id == added.office_id


def test_a_name_is_taken_once():
    make_officer(username="rosa")

    assert refused(make_officer, username="Rosa") == {"username": "username_taken"}


@pytest.mark.parametrize("username", ["ab", "con espacio", "<script>", "-raya"])
def test_a_name_has_a_shape(username):
    assert refused(make_officer, username=username) == {"username": "username_shape"}


def test_an_officer_without_post_is_refused():
    assert refused(make_officer, post=" ") == {"post": "required"}


def test_an_officer_belongs_to_an_office_that_exists():
    assert refused(make_officer, office_id=9_999) == {"office_id": "office_unknown"}


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("corta", "password_length"),
        ("x" * 201, "password_length"),
        ("la clave de ROSA es esta", "password_holds_username"),
        ("abababababababab", "password_too_plain"),
        ("Password1234567", "password_common"),
        ("C0ntr4s3ñ4-2026", "password_common"),
        ("inpe2026reinserta!", "password_about_owner"),
        ("Medina*Peru*2026", "password_about_owner"),
    ],
)
def test_a_weak_password_is_refused(password, code):
    assert refused(make_officer, password, username="rosa") == {"password": code}


def test_a_chief_adds_officers_of_the_own_office_only():
    chief, elsewhere = make_chief(), make_office()

    added = accounts.add_account(officer_details(office_id=chief.office_id), password=PASSWORD, officer=chief)

    assert added.office_id == chief.office_id
    with pytest.raises(NotFound):
        accounts.add_account(officer_details(office_id=elsewhere.id), password=PASSWORD, officer=chief)


def test_a_chief_gives_no_role_that_reaches_beyond_the_office():
    chief = make_chief()
    auditor = officer_details(office_id=chief.office_id, role=Role.AUDITOR)

    with pytest.raises(NotAllowed, match="role_beyond_reach"):
        accounts.add_account(auditor, password=PASSWORD, officer=chief)


def test_a_case_officer_adds_nobody():
    officer = make_officer()

    with pytest.raises(NotAllowed):
        accounts.add_account(officer_details(office_id=officer.office_id), password=PASSWORD, officer=officer)


def test_officers_of_other_offices_are_not_listed():
    chief = make_chief(full_name="Zoila Paz")
    colleague = make_officer(office_id=chief.office_id, full_name="Ana Ríos")
    stranger = make_officer()

    assert [o.id for o in accounts.list_accounts(officer=chief)] == [colleague.id, chief.id]
    assert stranger.id in {o.id for o in accounts.list_accounts()}


def test_a_new_password_ends_the_open_sessions():
    chief = make_chief()
    officer = make_officer(office_id=chief.office_id)

    token = open_session(officer, browser=Browser(), at=now(), stage=SessionStage.OPEN).token

    changed = accounts.change_password(officer.id, password=NEW, officer=chief)

    assert find_session(token, at=now()) is None
    assert is_right(changed.password_hash, NEW)


def test_a_chief_does_not_reach_officers_of_other_offices():
    with pytest.raises(NotFound):
        accounts.change_password(make_officer().id, password=NEW, officer=make_chief())


def test_an_officer_changes_the_own_password_knowing_the_current_one():
    officer = make_officer()

    here, elsewhere = (open_session(officer, browser=Browser(), at=now(), stage=SessionStage.OPEN) for _ in range(2))

    change_own_password(officer=officer, current=PASSWORD, new=NEW, session_id=here.session.id)

    assert find_session(here.token, at=now()) is not None
    assert find_session(elsewhere.token, at=now()) is None
    assert is_right(accounts.get_account(officer.id).password_hash, NEW)


def test_a_wrong_current_password_changes_nothing():
    officer = make_officer()

    assert refused(change_own_password, officer=officer, current=NEW, new=NEW) == {"current": "password_wrong"}
    assert is_right(accounts.get_account(officer.id).password_hash, PASSWORD)


def test_the_new_password_must_be_another():
    officer = make_officer()

    problems = refused(change_own_password, officer=officer, current=PASSWORD, new=PASSWORD)

    assert problems == {"password": "password_same"}


def test_a_closed_account_has_no_session():
    chief = make_chief()
    officer = make_officer(office_id=chief.office_id)

    token = open_session(officer, browser=Browser(), at=now(), stage=SessionStage.OPEN).token
    accounts.deactivate(officer.id, officer=chief)

    assert find_session(token, at=now()) is None
    with pytest.raises(WrongState, match="officer_inactive"):
        accounts.deactivate(officer.id, officer=chief)


def test_nobody_closes_the_own_account():
    chief = make_chief()

    with pytest.raises(WrongState, match="own_account"):
        accounts.deactivate(chief.id, officer=chief)


def test_the_audit_names_the_officer_who_acts():
    officer = make_officer()

    actor = accounts.actor_of(officer, purpose="ronda", address="10.0.0.7")

    assert (actor.name, actor.officer_id, actor.purpose) == (officer.full_name, officer.id, "ronda")
