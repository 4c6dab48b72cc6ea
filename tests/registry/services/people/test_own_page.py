from datetime import date, timedelta

import pytest
from sqlalchemy import select

from registry.errors import InvalidFields, NotFound
from registry.extensions.clock import today
from registry.extensions.database import reading
from registry.models import Attachment, AuditEntry, Placement
from registry.services.accounts.accounts import Account
from registry.services.attendance.recording import Note, record
from registry.services.documents.uploads import accept
from registry.services.people.own_page import MOST_A_DAY, explain, justify, read_calendar, read_own
from registry.services.people.personal_codes import BEARER
from registry.services.placements import placements
from registry.services.placements.transferring import TransferDetails, transfer
from registry.services.rounds.relocating import RelocationDetails, relocate
from registry.vocabulary.attendance import Outcome
from registry.vocabulary.documents import AttachmentKind
from registry.vocabulary.placements import PlacementState
from registry.vocabulary.shifts import Shift
from tests.factories.accounts import make_officer
from tests.factories.institutions import make_vacancy
from tests.factories.people import make_sentence
from tests.factories.placements import make_serving, version_of
from tests.factories.rounds import make_desk_officer
from tests.files import plain_pdf

pytestmark = pytest.mark.usefixtures("app")

FIRST = date(2026, 9, 5)
MONDAY = date(2026, 9, 14)
HOURS = [(Shift.SATURDAY_AM, 480, 780), (Shift.SATURDAY_PM, 840, 1140)]


@pytest.fixture
def officer() -> Account:
    return make_desk_officer()


@pytest.fixture
def placement(officer: Account) -> Placement:
    """Somebody who serves on Saturdays since the fifth of September, beside another."""
    begin(officer)
    return begin(officer)


def begin(officer: Account, state: PlacementState = PlacementState.ACTIVE) -> Placement:
    sentence = make_sentence(officer=officer)
    vacancy = make_vacancy(officer=officer)
    return placements.begin(placements.Start(sentence.id, vacancy.id, HOURS, FIRST, state=state), officer=officer)


def note(placement: Placement, officer: Account, day: date, outcome: Outcome, *times: int) -> None:
    record(Note(placement.id, day, Shift.SATURDAY_AM, outcome, *times), officer=officer, on=MONDAY)


def test_the_page_tells_what_was_noted_and_what_it_is_worth(officer: Account, placement: Placement):
    note(placement, officer, FIRST, Outcome.ATTENDED, 480, 780)
    note(placement, officer, date(2026, 9, 12), Outcome.UNEXCUSED)

    own = read_own(placement.sentence_id, on=MONDAY)

    told = [(one.entry.outcome, one.credit.credited_minutes if one.credit else None) for one in own.served]
    assert told == [(Outcome.UNEXCUSED, None), (Outcome.ATTENDED, 300)]
    assert own.course.balance.credited_minutes == 300
    assert [place.placement.id for place in own.places] == [placement.id]


def test_the_next_dates_begin_with_today_s(placement: Placement):
    saturday = date(2026, 9, 19)

    own = read_own(placement.sentence_id, on=saturday)

    assert [(one.day, one.start) for one in own.next_sessions[:3]] == [
        (saturday, 480),
        (saturday, 840),
        (saturday + timedelta(days=7), 480),
    ]


def test_a_placement_that_was_not_announced_is_not_told(officer: Account):
    confirmed = begin(officer, PlacementState.CONFIRMED)

    assert not read_own(confirmed.sentence_id, on=MONDAY).places
    with pytest.raises(NotFound):
        read_calendar(confirmed.sentence_id, on=MONDAY)


def test_between_a_move_and_its_first_day_both_places_are_told(officer: Account):
    saturday = today() - timedelta(days=today().weekday() + 2)
    serving, new = make_serving(officer=officer, starts_on=saturday), make_vacancy(officer=officer)
    first = saturday + timedelta(weeks=3)
    details = RelocationDetails(new.id, "Vive más cerca", first)
    moved = relocate(serving.id, details, version=version_of(serving), officer=officer, on=today())

    own = read_own(serving.sentence_id, on=today())
    later = read_own(serving.sentence_id, on=first)
    told = read_calendar(serving.sentence_id, on=today()).decode()

    days = [(one.placement.id, one.since, one.until, one.is_announced) for one in own.places]
    assert days == [(serving.id, None, first - timedelta(days=1), True), (moved.id, first, None, False)]
    assert {one.placement_id for one in own.next_sessions} == {serving.id, moved.id}
    assert [one.placement.id for one in later.places] == [moved.id]
    assert {f"UID:{serving.id}-", f"UID:{moved.id}-"} <= {line[: line.find("-") + 1] for line in told.splitlines()}


def test_whoever_goes_to_another_office_keeps_their_place_until_they_go(officer: Account):
    saturday = today() - timedelta(days=today().weekday() + 2)
    serving, last = make_serving(officer=officer, starts_on=saturday), saturday + timedelta(weeks=2)
    details = TransferDetails(make_officer().office_id, last, "Se mudó")

    transfer(serving.id, details, version=version_of(serving), officer=officer, on=today())

    (place,) = read_own(serving.sentence_id, on=today()).places
    assert (place.placement.id, place.until) == (serving.id, last - timedelta(days=1))
    assert not read_own(serving.sentence_id, on=last).places


def test_the_calendar_names_the_place_and_no_penalty(placement: Placement):
    told = read_calendar(placement.sentence_id, on=MONDAY).decode()

    assert "BEGIN:VEVENT" in told
    assert "2026-0-2111" not in told


def test_a_paper_is_kept_for_the_office_under_the_day_and_without_an_account(placement: Placement):
    justify(placement.sentence_id, FIRST, accept("posta.pdf", plain_pdf()), on=MONDAY)

    with reading() as session:
        [paper] = session.scalars(select(Attachment)).all()
        made = select(AuditEntry).where(AuditEntry.subject == "attachment").order_by(AuditEntry.number)
        actors = [(entry.actor, entry.officer_id) for entry in session.scalars(made)]
    assert (paper.sentence_id, paper.kind, paper.added_by_id) == (placement.sentence_id, AttachmentKind.EXCUSE, None)
    assert (paper.file_name, paper.added_by_name) == ("Falta del 05-09-2026 posta.pdf", BEARER)
    assert actors == [(BEARER, None)]


@pytest.mark.parametrize("day", [date(2026, 1, 3), date(2027, 1, 2)])
def test_a_day_far_away_is_the_office_s(placement: Placement, day: date):
    with pytest.raises(InvalidFields) as refusal:
        justify(placement.sentence_id, day, accept("posta.pdf", plain_pdf()), on=MONDAY)

    assert refusal.value.problems["day"][0] == "excuse_day_far"


def test_so_many_papers_come_in_a_day_and_no_more(placement: Placement):
    today = date(2026, 9, 14)
    for pages in range(1, MOST_A_DAY + 1):
        justify(placement.sentence_id, FIRST, accept("posta.pdf", plain_pdf(pages)), on=today)

    with pytest.raises(InvalidFields) as refusal:
        justify(placement.sentence_id, FIRST, accept("posta.pdf", plain_pdf(9)), on=today)

    assert refusal.value.problems["file"][0] == "excuse_too_many"


def test_an_answer_to_a_request_that_nobody_made_is_not_taken_nor_its_paper(placement: Placement):
    with pytest.raises(NotFound):
        explain(placement.sentence_id, 1, "Estuve enfermo", accept("posta.pdf", plain_pdf()), on=MONDAY)

    with reading() as session:
        assert session.scalars(select(Attachment)).all() == []


def test_an_empty_answer_is_refused(placement: Placement):
    with pytest.raises(InvalidFields):
        explain(placement.sentence_id, 1, "  ", None, on=MONDAY)
