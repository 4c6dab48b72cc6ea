from datetime import date

from sqlalchemy import select

from registry.extensions.actor import acting
from registry.extensions.database import reading
from registry.models import AuditEntry
from registry.services.accounts.accounts import actor_of
from registry.services.accounts.scopes import Scope
from registry.services.attendance.expecting import read_days
from registry.services.audit.looks import LOOKS, about
from registry.services.institutions.units import get_unit
from registry.services.institutions.vacancies import get_vacancy
from registry.services.placements.notifying import notify
from registry.services.placements.placements import Start, begin, undo
from registry.services.placements.serving import list_at_unit, list_at_vacancy
from registry.vocabulary.accounts import Role, ScopeKind
from tests.factories.accounts import make_account, make_officer
from tests.factories.institutions import make_vacancy
from tests.factories.people import TODAY, make_person, make_sentence
from tests.factories.rounds import make_desk_officer


def serve(vacancy, officer, **person):
    sentence = make_sentence(officer=officer, person=make_person(officer=officer, **person))
    hours = [(shift.shift, shift.start_minute, shift.end_minute) for shift in vacancy.shifts]
    return begin(Start(sentence.id, vacancy.id, hours, date(2026, 3, 7)), officer=officer)


def names(placements) -> list[str]:
    return [placement.sentence.person.given_names for placement in placements]


def test_those_who_serve_are_listed_by_name(app):
    officer = make_officer()
    vacancy = make_vacancy(officer=officer)
    other = make_vacancy(officer=officer, unit=get_unit(vacancy.unit_id, officer=officer))
    serve(vacancy, officer, given_names="Zoila")
    serve(other, officer, given_names="Ana")
    serve(make_vacancy(officer=officer), officer, given_names="Ajena")

    assert names(list_at_unit(vacancy.unit_id, officer=officer)) == ["Ana", "Zoila"]
    assert names(list_at_vacancy(vacancy.id, officer=officer)) == ["Zoila"]


def test_a_placement_that_ended_is_left_out(app):
    officer = make_officer()
    vacancy = make_vacancy(officer=officer)
    undo(serve(vacancy, officer).id, officer=officer)

    assert not list_at_vacancy(vacancy.id, officer=officer)


def test_another_office_learns_nobody(app):
    officer = make_officer()
    vacancy = make_vacancy(officer=officer)
    serve(get_vacancy(vacancy.id, officer=officer), officer)

    assert not list_at_vacancy(vacancy.id, officer=make_officer())


def supervise(vacancy):
    return make_account(Role.UNIT_SUPERVISOR, scopes=(Scope(ScopeKind.UNIT, str(vacancy.unit_id)),))


def looks_at(placement) -> list[str]:
    with reading() as session:
        looks = select(AuditEntry.actor).where(about(placement.sentence.person_id), AuditEntry.action.in_(LOOKS))
        return list(session.scalars(looks))


def test_a_unit_s_supervisor_learns_only_those_who_were_presented(app):
    officer = make_desk_officer()
    vacancy = make_vacancy(officer=officer)
    presented = serve(vacancy, officer, given_names="Presentada")
    serve(vacancy, officer, given_names="Confirmada")
    notify(presented.id, officer=officer, on=TODAY)
    supervisor = supervise(vacancy)

    assert names(list_at_unit(vacancy.unit_id, officer=supervisor)) == ["Presentada"]
    assert names(list_at_vacancy(vacancy.id, officer=supervisor)) == ["Presentada"]
    assert names(list_at_unit(vacancy.unit_id, officer=officer)) == ["Confirmada", "Presentada"]


def test_each_look_from_outside_the_office_stands_in_the_audit(app):
    officer = make_desk_officer()
    vacancy = make_vacancy(officer=officer)
    presented, other = serve(vacancy, officer), serve(vacancy, officer)
    notify(presented.id, officer=officer, on=TODAY)
    supervisor = supervise(vacancy)
    list_at_unit(vacancy.unit_id, officer=officer)

    with acting(actor_of(supervisor)):
        list_at_unit(vacancy.unit_id, officer=supervisor)
        list_at_vacancy(vacancy.id, officer=supervisor)
        read_days(vacancy.unit_id, officer=supervisor, on=date(2026, 3, 7))

    [placement] = [one for one in list_at_vacancy(vacancy.id, officer=officer) if one.id == presented.id]
    [hidden] = [one for one in list_at_vacancy(vacancy.id, officer=officer) if one.id == other.id]
    assert looks_at(placement) == [supervisor.full_name] * 3
    assert not looks_at(hidden)
