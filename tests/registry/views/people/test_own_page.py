"""A person's own page: the door, what stands behind it, and what keeps others out."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from flask.testing import FlaskClient

from registry.extensions.database import reading, transaction
from registry.models import Attachment, BreachAlert, Person, Placement, Sentence
from registry.services.accounts.accounts import Account
from registry.services.attendance.judging import ask
from registry.services.people.personal_codes import fresh_code
from registry.services.placements import placements
from registry.views.people import own_page
from registry.vocabulary.placements import PlacementState
from registry.vocabulary.shifts import Shift
from registry.web.own_pages import KEY
from tests.browsing import Browser
from tests.factories.breaches import plant_alert
from tests.factories.institutions import make_unit, make_vacancy
from tests.factories.people import make_person, make_sentence
from tests.files import launching_pdf, photo
from tests.pages import parse, visible_text

PAGE = "/mis-jornadas/"
ASKED_ON = date(2026, 4, 2)
HOURS = [(Shift.SATURDAY_AM, 480, 780), (Shift.SATURDAY_PM, 840, 1140)]
Enter = Callable[..., str]


@pytest.fixture
def person(officer: Account) -> Person:
    return make_person(officer=officer, given_names="Rosa", document_number="40124821")


@pytest.fixture
def placement(officer: Account, person: Person) -> Placement:
    unit = make_unit(officer=officer, name="Parque Cultural", address="Jr. Lima 120")
    sentence = make_sentence(officer=officer, person=person)
    vacancy = make_vacancy(officer=officer, unit=unit)
    start = placements.Start(sentence.id, vacancy.id, HOURS, date(2026, 9, 5), state=PlacementState.ACTIVE)
    return placements.begin(start, officer=officer)


@pytest.fixture
def visitor(client: FlaskClient) -> Browser:
    """Somebody's phone."""
    return Browser(client)


@pytest.fixture
def code(placement: Placement) -> str:
    """What the letter of the placement says."""
    return issue(placement)


def issue(placement: Placement) -> str:
    with transaction() as session:
        return fresh_code(session, placement.sentence_id)


def enter(visitor: Browser, code: str, end: str = "4821", status: int = 200) -> str:
    return visitor.send(PAGE, {"code": code, "document_end": end}, status=status)


def test_the_door_asks_for_both_on_one_page(visitor: Browser):
    page = visitor.get(PAGE)

    assert 'name="code"' in page
    assert 'name="document_end"' in page


def test_the_page_tells_place_hours_and_balance(visitor: Browser, code: str):
    page = enter(visitor, code)

    for words in ("Rosa", "Parque Cultural", "Jr. Lima 120", "0 jornadas de 60", "Próximas fechas"):
        assert words in page


def test_the_page_tells_neither_offence_nor_case_nor_document(visitor: Browser, code: str):
    shown = visible_text(parse(enter(visitor, code)))

    for words in ("274", "2026-0-2111", "4821", "Juzgado"):
        assert words not in shown


def test_a_wrong_end_and_an_unknown_code_are_told_alike(visitor: Browser, code: str):
    wrong = enter(visitor, code, "0000", status=422)
    unknown = enter(visitor, "K7QD4-2MX9A", status=422)

    told = "El código y el documento no coinciden con una carta vigente"
    assert told in wrong
    assert told in unknown


def test_leaving_closes_the_page(visitor: Browser, code: str):
    enter(visitor, code)
    visitor.send("/mis-jornadas/salir")

    assert 'name="document_end"' in visitor.get(PAGE)


def test_the_page_closes_after_half_an_hour(visitor: Browser, code: str):
    enter(visitor, code)
    let_half_an_hour_pass(visitor)

    assert 'name="document_end"' in visitor.get(PAGE)


def test_a_newer_letter_closes_what_the_earlier_one_opened(visitor: Browser, code: str, placement: Placement):
    enter(visitor, code)
    issue(placement)

    assert 'name="document_end"' in visitor.get(PAGE)


@pytest.mark.parametrize("path", ["justificar", "descargos/1"])
def test_nothing_is_taken_from_whoever_did_not_enter(visitor: Browser, path: str):
    answer = visitor.post(PAGE + path, {})

    assert (answer.status_code, answer.location) == (303, PAGE)


def let_half_an_hour_pass(visitor: Browser) -> None:
    with visitor.client.session_transaction() as session:
        session[KEY] = [*session[KEY][:2], session[KEY][2] - 30 * 60]


def test_the_dates_can_be_kept_in_a_calendar(visitor: Browser, code: str):
    enter(visitor, code)

    answer = visitor.client.get("/mis-jornadas/calendario.ics")

    assert answer.mimetype == "text/calendar"
    assert b"BEGIN:VEVENT" in answer.data


def test_a_photo_of_the_proof_is_taken(visitor: Browser, code: str):
    enter(visitor, code)

    page = visitor.send(
        "/mis-jornadas/justificar", {"day": date.today().isoformat(), "file": (BytesIO(photo()), "posta.jpg")}
    )

    assert "Recibimos su sustento" in page
    with reading() as session:
        assert session.query(Attachment).count() == 1


def test_a_file_that_acts_is_refused(visitor: Browser, code: str):
    enter(visitor, code)

    fields = {"day": date.today().isoformat(), "file": (BytesIO(launching_pdf()), "posta.pdf")}
    page = visitor.send("/mis-jornadas/justificar", fields, status=422)

    assert "Hay un problema" in page


def test_without_a_file_the_form_says_so(visitor: Browser, code: str):
    enter(visitor, code)

    assert "Falta el archivo" in visitor.send("/mis-jornadas/justificar", {"day": "2026-09-05"}, status=422)


def test_another_s_request_is_not_found(visitor: Browser, code: str):
    enter(visitor, code)

    visitor.send("/mis-jornadas/descargos/1", {"text": "Estuve enfermo"}, status=404)


@pytest.fixture
def asked(officer: Account, visitor: Browser, monkeypatch: pytest.MonkeyPatch) -> BreachAlert:
    """A request for an explanation, to the person who entered on this phone."""
    monkeypatch.setattr(own_page, "today", lambda: ASKED_ON)
    alert = plant_alert(officer=officer)
    ask(alert.id, handed_on=ASKED_ON, version=alert.version, officer=officer, on=ASKED_ON)
    enter(visitor, **letter_of(alert))
    return alert


def letter_of(alert: BreachAlert) -> dict[str, str]:
    """What opens the page with a new letter."""
    with transaction() as session:
        placement = session.get_one(Placement, alert.placement_id)
        person = session.get_one(Person, session.get_one(Sentence, placement.sentence_id).person_id)
        return {"code": fresh_code(session, placement.sentence_id), "end": person.document_number[-4:]}


TYPED = "Estuve\n«enfermo» & <solo>"


def kept_in(page: str) -> dict[str, str]:
    """What a page carries on of what was typed."""
    boxes = {box.get("name", ""): box.get("value", "") for box in parse(page).iter("input")}
    return {name: value for name, value in boxes.items() if name.startswith("kept-")}


def test_what_was_typed_outlives_the_half_hour_and_a_wrong_code(visitor: Browser, asked: BreachAlert):
    let_half_an_hour_pass(visitor)

    door = visitor.send(f"/mis-jornadas/descargos/{asked.id}", {"text": TYPED}, status=422)
    wrong = visitor.send(PAGE, {**kept_in(door), "code": "K7QD4-2MX9A", "document_end": "0000"}, status=422)
    letter = letter_of(asked)
    page = visitor.send(PAGE, {**kept_in(wrong), "code": letter["code"], "document_end": letter["end"]})

    assert "no se perdió" in door
    assert "Aquí está lo que había escrito" in page
    assert [box.text for box in parse(page).iter("textarea")] == [TYPED]


def test_what_one_person_typed_is_shown_to_no_other(visitor: Browser, asked: BreachAlert, officer: Account):
    other = plant_alert(officer=officer)
    ask(other.id, handed_on=ASKED_ON, version=other.version, officer=officer, on=ASKED_ON)
    let_half_an_hour_pass(visitor)
    door = visitor.send(f"/mis-jornadas/descargos/{asked.id}", {"text": TYPED}, status=422)
    letter = letter_of(other)

    page = visitor.send(PAGE, {**kept_in(door), "code": letter["code"], "document_end": letter["end"]})

    assert "Le pidieron un descargo" in page
    assert "enfermo" not in page


def test_an_answer_with_its_paper_is_taken(visitor: Browser, asked: BreachAlert):
    sent = {"text": "Estuve en la posta", "proof": (BytesIO(photo()), "posta.jpg")}

    page = visitor.send(f"/mis-jornadas/descargos/{asked.id}", sent)

    assert "Recibimos su descargo" in page
    assert "posta.jpg" in page
    assert "Le pidieron un descargo" not in page


def test_an_answer_without_words_is_refused_beside_its_field(visitor: Browser, asked: BreachAlert):
    page = visitor.send(f"/mis-jornadas/descargos/{asked.id}", {"text": " "}, status=422)

    assert "Falta «Su descargo»" in page


def test_a_paper_that_acts_is_refused_and_the_answer_waits(visitor: Browser, asked: BreachAlert):
    sent = {"text": "Estuve en la posta", "proof": (BytesIO(launching_pdf()), "posta.pdf")}

    page = visitor.send(f"/mis-jornadas/descargos/{asked.id}", sent, status=422)

    assert "Estuve en la posta" in page
    assert "Le pidieron un descargo" in visitor.get(PAGE)
