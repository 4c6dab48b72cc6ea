from datetime import date, timedelta
from functools import partial

import pytest
from flask import Flask
from sqlalchemy import select

from registry.errors import InvalidFields, NotAllowed, NotFound, StaleVersion, WrongState
from registry.extensions.database import reading
from registry.models import Account, Attachment, Document, Notice
from registry.services.procedures.applying import filing
from registry.services.procedures.decision import reviewing
from registry.services.procedures.decision.reviewing import Opinion, Visit
from registry.services.procedures.reading import get_case
from registry.vocabulary.accounts import Role
from registry.vocabulary.placements import LetterKind
from registry.vocabulary.procedures import (
    CaseEventKind,
    CaseState,
    CheckState,
    NoticeMeans,
    OpinionKind,
    ProcedureCode,
)
from tests.factories.accounts import make_account, make_chief, make_office, make_officer
from tests.factories.procedures import FILED_ON, bearer_of, make_draft, make_filed, paper
from tests.registry.services.procedures.reviewed import checked, current, make_desk_chief, taken
from tests.threads import at_once

NEXT_DAY = FILED_ON + timedelta(days=1)


@pytest.fixture
def chief(app: Flask) -> Account:
    return make_desk_chief()


def test_whoever_takes_a_file_answers_for_it(chief: Account) -> None:
    bystander = make_filed()
    case = taken(make_filed(), chief)

    assert (case.state, case.officer_id) == (CaseState.UNDER_REVIEW, chief.id)
    assert current(bystander).officer_id is None


def test_the_applicant_reads_who_has_the_file(chief: Account) -> None:
    case = taken(make_filed(), chief)

    last = get_case(case.id, by=bearer_of(case)).last
    assert last is not None
    assert last.words == f"{chief.full_name}, {chief.post}"


def test_a_file_is_taken_by_one_officer(chief: Account) -> None:
    case = taken(make_filed(), chief)

    with pytest.raises(WrongState, match="case_taken"):
        taken(case, chief)


def test_of_two_who_take_a_file_at_once_one_is_told(app: Flask, chief: Account) -> None:
    case = current(make_filed())

    done = at_once(app, *[partial(reviewing.take, case.id, version=case.version, officer=chief, on=FILED_ON)] * 2)

    assert sorted(type(one).__name__ for one in done) == ["CaseFile", "StaleVersion"]


def test_a_draft_is_nobody_s_to_take(chief: Account) -> None:
    with pytest.raises(NotFound):
        reviewing.take(make_draft().id, version=1, officer=chief, on=FILED_ON)


def test_a_file_of_another_office_is_not_there(chief: Account) -> None:
    stranger = make_chief(office_id=make_office(ubigeo="150101", latitude=-12.05, longitude=-77.04, region="lima").id)
    case = make_filed()

    with pytest.raises(NotFound):
        taken(case, stranger)


def test_somebody_who_reviews_nothing_takes_nothing(chief: Account) -> None:
    with pytest.raises(NotAllowed):
        taken(make_filed(), make_account(Role.ADMINISTRATOR))


def test_a_chief_gives_a_file_to_an_officer(chief: Account) -> None:
    officer, case = make_officer(office_id=chief.office_id), current(make_filed())

    given = reviewing.assign(case.id, officer.id, version=case.version, officer=chief, on=FILED_ON)

    assert given.officer_id == officer.id
    assert officer.id in [one.id for one in reviewing.list_reviewers(case.id, officer=chief)]


def test_nobody_of_another_office_is_given_a_file(chief: Account) -> None:
    far, case = make_officer(office_id=make_office().id), current(make_filed())

    with pytest.raises(InvalidFields):
        reviewing.assign(case.id, far.id, version=case.version, officer=chief, on=FILED_ON)
    assert far.id not in [one.id for one in reviewing.list_reviewers(case.id, officer=chief)]


def test_a_requirement_is_observed_with_a_reason(chief: Account) -> None:
    case = taken(make_filed(), chief)

    with pytest.raises(InvalidFields):
        reviewing.check(case.id, "taxpayer", state=CheckState.OBSERVED, version=case.version, officer=chief)


def test_a_part_that_the_procedure_does_not_have_is_not_checked(chief: Account) -> None:
    case = taken(make_filed(), chief)

    with pytest.raises(NotFound):
        reviewing.check(case.id, "statutes", state=CheckState.MET, version=case.version, officer=chief)


def test_nothing_is_checked_before_somebody_took_the_file(chief: Account) -> None:
    case = current(make_filed())

    with pytest.raises(WrongState, match="case_take_first"):
        reviewing.check(case.id, "taxpayer", state=CheckState.MET, version=case.version, officer=chief)


def test_an_old_page_checks_nothing(chief: Account) -> None:
    case = taken(make_filed(), chief)

    with pytest.raises(StaleVersion):
        reviewing.check(case.id, "taxpayer", state=CheckState.MET, version=case.version - 1, officer=chief)


def test_everything_observed_is_sent_at_once(chief: Account) -> None:
    case = checked(taken(make_filed(), chief), chief, appointment="Falta el sello.", taxpayer="RUC de baja.")

    observed = reviewing.observe(case.id, version=case.version, officer=chief, on=NEXT_DAY)

    assert observed.state is CaseState.OBSERVED
    (event,) = [one for one in observed.events if one.kind is CaseEventKind.OBSERVED]
    assert [one["remark"] for one in event.facts["observations"]] == ["RUC de baja.", "Falta el sello."]
    assert event.due_on == date(2026, 6, 4)


def test_an_observation_leaves_a_notice_on_paper_without_a_mail_server(chief: Account) -> None:
    case = checked(taken(make_filed(), chief), chief, appointment="Falta el sello.")

    reviewing.observe(case.id, version=case.version, officer=chief, on=NEXT_DAY)

    with reading() as session:
        document = session.scalars(select(Document).where(Document.case_file_id == case.id)).all()[-1]
        notice = session.scalars(select(Notice)).one()
    assert (document.kind, document.signatory_name) == (LetterKind.OBSERVATION_NOTICE, chief.full_name)
    assert notice.means is NoticeMeans.PAPER


def test_nothing_is_observed_without_an_observation(chief: Account) -> None:
    case = checked(taken(make_filed(), chief), chief)

    with pytest.raises(InvalidFields):
        reviewing.observe(case.id, version=case.version, officer=chief, on=NEXT_DAY)


def test_a_file_is_observed_once(chief: Account) -> None:
    case = checked(taken(make_filed(), chief), chief, taxpayer="RUC de baja.")
    reviewing.observe(case.id, version=case.version, officer=chief, on=NEXT_DAY)
    filing.cure(case.id, by=bearer_of(case), on=NEXT_DAY)
    case = checked(case, chief, taxpayer="Sigue de baja.")

    with pytest.raises(WrongState, match="case_observed_once"):
        reviewing.observe(case.id, version=case.version, officer=chief, on=NEXT_DAY)


def test_a_visit_is_kept_with_its_photographs(chief: Account) -> None:
    case = taken(make_filed(ProcedureCode.PRIVATE_UNIT), chief)
    found = Visit(FILED_ON, "Hay espacio.", True, {"rooms": "2"}, (paper(pages=2),))

    event = reviewing.visit(case.id, found, version=case.version, officer=chief, on=NEXT_DAY)

    with reading() as session:
        photos = session.scalars(select(Attachment).where(Attachment.requirement.is_(None))).all()
    assert (event.is_favourable, event.facts["rooms"]) == (True, "2")
    assert event.facts["photos"] == [photo.id for photo in photos]


@pytest.mark.parametrize("day", [FILED_ON - timedelta(days=1), NEXT_DAY + timedelta(days=1)])
def test_a_visit_is_between_the_filing_and_today(chief: Account, day: date) -> None:
    case = taken(make_filed(ProcedureCode.PRIVATE_UNIT), chief)

    with pytest.raises(InvalidFields):
        reviewing.visit(case.id, Visit(day, "Bien.", True), version=case.version, officer=chief, on=NEXT_DAY)


def test_a_report_that_nobody_asks_for_is_refused(chief: Account) -> None:
    case = taken(make_filed(), chief)
    opinion = Opinion(OpinionKind.LEGAL, True, "Procede.")

    with pytest.raises(InvalidFields):
        reviewing.opine(case.id, opinion, version=case.version, officer=chief, on=FILED_ON)


def test_a_note_is_the_office_s_alone(chief: Account) -> None:
    case = taken(make_filed(), chief)

    reviewing.note(case.id, words="Llamar el lunes.", version=case.version, officer=chief, on=FILED_ON)

    seen = [event.kind for event in get_case(case.id, by=bearer_of(case)).events]
    assert CaseEventKind.NOTED not in seen
    assert CaseEventKind.NOTED in [event.kind for event in get_case(case.id, by=chief).events]
