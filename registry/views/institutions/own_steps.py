"""What an institution must do next, the gravest first: the first page puts it on top, each with its one verb."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from flask import url_for

from registry.procedures.catalogue import RENEWALS
from registry.reference.holidays import business_days_between
from registry.services.accounts.one_time import new_token
from registry.services.procedures.applying.admission import renewable_from
from registry.services.procedures.applying.forgetting import draft_until
from registry.services.procedures.deadlines import settings
from registry.views.formats.dates import date_text, deadline, month_text
from registry.views.formats.numbers import plural
from registry.views.procedures.public_catalogue import SLUGS
from registry.vocabulary.agreements import AgreementState, Side
from registry.vocabulary.institutions import RegistrationState, VacancyState
from registry.vocabulary.procedures import CaseState

#: How long before its day an obligation is told.
AHEAD_DAYS = 30


class Step(NamedTuple):
    """Something to do: how grave, what, the verb, where; *fields* are what a verb that posts sends."""

    tone: str
    text: str
    verb: str
    url: str
    fields: Mapping[str, Any] | None = None


def file_words(case: Any, on: date) -> str:
    """Who has to act on a file, and by when."""
    if case.state is CaseState.DRAFT:
        return f"Sin presentar. Se guarda hasta el {date_text(draft_until(case))}."
    who = "Le toca a usted" if case.state is CaseState.OBSERVED else "Le toca a la oficina"
    if case.due_on is None:
        return f"{who}."
    return f"{who}. {deadline(case.due_on, business_days_between(on, case.due_on, settings.closed_days()))}."


def left_words(registration: Any, on: date) -> str:
    """How long a registration still lasts."""
    days = (registration.valid_to - on).days
    if registration.state is RegistrationState.WITHDRAWN:
        return "Ya no está en el registro"
    if days < 0:
        return f"Venció hace {plural(-days, 'día', 'días')}"
    return "Vence hoy" if days == 0 else f"{'Queda' if days == 1 else 'Quedan'} {plural(days, 'día', 'días')}"


def renewal_step(registration: Any, files: Sequence[Any], on: date) -> Step | None:
    """The renewal of a registration: the file that is under way, or its beginning once its time has come."""
    role = registration.role.label.lower()
    under_way = next((one for one in files if _renews(one, registration)), None)
    if under_way is not None:
        verb = "Continuar la renovación" if under_way.state is CaseState.DRAFT else "Ver la renovación"
        return Step("moving", f"Su renovación como {role} está empezada", verb, _file_url(under_way))
    if registration.state is not RegistrationState.CURRENT or on < renewable_from(registration.valid_to):
        return None
    is_over = registration.valid_to < on
    text = f"Su inscripción como {role} {'venció' if is_over else 'vence'} el {date_text(registration.valid_to)}"
    url = url_for("case_catalogue.begin", procedure=SLUGS[RENEWALS[registration.role]])
    fields = {"registration": registration.id, "key": new_token()}
    return Step("risk" if is_over else "yours", text, "Renovar", url, fields)


def file_steps(files: Sequence[Any], on: date, state: CaseState) -> Iterator[Step]:
    """Files that wait for the institution: to be corrected, or to be presented."""
    verb = "Corregir" if state is CaseState.OBSERVED else "Terminar"
    for case in files:
        if case.state is state:
            text = f"{case.procedure.label}, {case.shown_number}. {file_words(case, on).rstrip('.')}"
            yield Step("yours", text, verb, _file_url(case))


def renewal_steps(registrations: Sequence[Any], files: Sequence[Any], on: date) -> Iterator[Step]:
    """Registrations whose renewal may begin, those that expired first."""
    for registration in sorted(registrations, key=lambda one: one.valid_to):
        step = renewal_step(registration, files, on)
        if step is not None and step.fields:
            yield step


def sheet_steps(sheets: Sequence[Any]) -> Iterator[Step]:
    """Months that a unit's supervisor has not signed for in time."""
    for sheet in sheets:
        text = f"La planilla de {month_text(sheet.month)} de {sheet.unit} venció el {date_text(sheet.due_on)}"
        who = "; la cierra quien supervisa la unidad"
        yield Step("risk", text + who, "Ver la unidad", url_for("units.show", unit_id=sheet.unit_id))


def agreement_steps(agreements: Sequence[Any], on: date) -> Iterator[Step]:
    """Agreements to be signed, and what the institution owes under those in force."""
    for agreement in agreements:
        url = url_for("agreements.show", agreement_id=agreement.id)
        named = f"convenio {agreement.shown_number}"
        if agreement.state is AgreementState.TO_SIGN:
            yield Step("yours", f"El {named} espera la firma de ambas partes", "Ver el convenio", url)
        owed = [one for one in agreement.obligations if one.side is Side.INSTITUTION and _is_owed(one, on)]
        if owed and agreement.is_in_force(on):
            text = f"{owed[0].words.rstrip('.')}: {named}, hasta el {date_text(owed[0].due_on)}"
            yield Step("risk" if owed[0].due_on < on else "yours", text, "Ver el convenio", url)


def offer_steps(rows: Sequence[Any], vacancies: Sequence[Any]) -> Iterator[Step]:
    """Vacancies that do not say what there is to do, and open units that offer none."""
    vague = [one for one in vacancies if one.state is VacancyState.OPEN and not one.duties.strip()]
    if vague:
        count = plural(len(vague), "vacante no dice", "vacantes no dicen")
        url = url_for("own_vacancies.edit", vacancy_id=vague[0].id)
        yield Step("yours", f"{count} qué se hará en ella" + "s" * (len(vague) > 1), "Completar", url)
    for row in rows:
        if row.unit.is_open and not row.vacancies:
            url = url_for("own_vacancies.new", unit_id=row.unit.id)
            yield Step("yours", f"{row.unit.name} no ofrece ninguna vacante", "Ofrecer una", url)


def _renews(case: Any, registration: Any) -> bool:
    return case.registration_id == registration.id and case.procedure in RENEWALS.values()


def _is_owed(obligation: Any, on: date) -> bool:
    return obligation.done_on is None and obligation.due_on is not None and (obligation.due_on - on).days <= AHEAD_DAYS


def _file_url(case: Any) -> str:
    return url_for("case_pages.show", case_file_id=case.id)
