"""Drafting an agreement, from nothing, from an approved proposal, or to follow one that ends."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from registry.errors import NotFound, WrongState
from registry.extensions.clock import today
from registry.extensions.database import transaction
from registry.models import Account, Agreement, AgreementObligation, CaseFile
from registry.reference.months import add_months
from registry.services.accounts.policy import Act, own_office_id, require
from registry.services.agreements.details import AgreementDetails, ObligationDetails, problems_of, told
from registry.services.agreements.listing import hold
from registry.services.institutions.institutions import loaded_institution
from registry.services.procedures.series import next_number
from registry.services.saving import refuse, saving
from registry.vocabulary.agreements import AgreementKind, AgreementState, Side

SERIES = "agreement"
ONE_DAY = timedelta(days=1)
#: How long a proposed activity runs where its proposal does not say it.
PROPOSED_MONTHS = 24


def draft(institution_id: int, details: AgreementDetails, *, officer: Account, on: date | None = None) -> Agreement:
    """Draft an agreement of the officer's office with an institution.

    Raises:
        NotAllowed: The role does not include agreements.
        NotFound: There is no such institution.
        InvalidFields: A field breaks a rule.
    """
    require(officer, Act.KEEP_AGREEMENTS)
    refuse(problems_of(details))
    with transaction() as session:
        institution = loaded_institution(session, institution_id)
        return _enter(session, details, on or today(), institution_id=institution.id, office_id=own_office_id(officer))


def change(agreement_id: int, details: AgreementDetails, *, version: int, officer: Account) -> Agreement:
    """Correct an agreement that nobody has signed.

    Raises:
        NotFound: The office has no such agreement.
        StaleVersion: Somebody saved it after *version*.
        WrongState: It was sent to be signed already.
        InvalidFields: A field breaks a rule.
    """
    require(officer, Act.KEEP_AGREEMENTS)
    refuse(problems_of(details))
    with transaction() as session:
        agreement = hold(session, agreement_id, Act.KEEP_AGREEMENTS, version=version, officer=officer)
        if agreement.state is not AgreementState.DRAFT:
            raise WrongState("agreement_not_a_draft", state=agreement.state.label)
        _write(agreement, details)
        session.flush()
        return agreement


def renew(agreement_id: int, *, ends_on: date, officer: Account, on: date | None = None) -> Agreement:
    """Draft the agreement that follows one in force, from the day after its last, with the same parts.

    Raises:
        NotFound: The office has no such agreement.
        InvalidFields: The new last day is not later than the old one.
        WrongState: It was never in force, was ended early, or is renewed already.
    """
    require(officer, Act.KEEP_AGREEMENTS)
    with transaction() as session:
        old = hold(session, agreement_id, Act.KEEP_AGREEMENTS, officer=officer)
        if old.state is not AgreementState.IN_FORCE:
            raise WrongState("agreement_not_renewable", state=old.state.label)
        if ends_on <= old.ends_on + ONE_DAY:
            refuse({"ends_on": ("renewal_not_later", {"valid_to": told(old.ends_on)})})
        details = replace(details_of(old), starts_on=old.ends_on + ONE_DAY, ends_on=ends_on)
        details = replace(details, obligations=tuple(replace(part, due_on=None) for part in details.obligations))
        with saving(session, refuse_rival=_refuse_second_renewal):
            return _enter(
                session,
                details,
                on or today(),
                institution_id=old.institution_id,
                office_id=old.office_id,
                renews_id=old.id,
            )


def draft_from(session: Session, case_file: CaseFile, *, on: date) -> Agreement:
    """Draft the agreement that an approved proposal of an activity leads to (RPROD art. 26), in its transaction.

    The initial work plan becomes its first annex, and what the proposal says of it the company's obligations.
    """
    if case_file.institution_id is None or case_file.office_id is None:
        raise NotFound(case_file_id=case_file.id)
    institution = loaded_institution(session, case_file.institution_id)
    details = _proposed(case_file.answers, institution.representative or institution.name, on)
    whose = {"institution_id": institution.id, "office_id": case_file.office_id, "case_file_id": case_file.id}
    return _enter(session, details, on, **whose)


def details_of(agreement: Agreement) -> AgreementDetails:
    """What was entered of an agreement; needs `obligations` loaded."""
    return AgreementDetails(
        kind=agreement.kind,
        title=agreement.title,
        purpose=agreement.purpose,
        counterpart=agreement.counterpart,
        counterpart_post=agreement.counterpart_post,
        starts_on=agreement.starts_on,
        ends_on=agreement.ends_on,
        obligations=tuple(ObligationDetails(o.side, o.words, o.due_on) for o in agreement.obligations),
        clauses=tuple(agreement.clauses),
        annexes=tuple(agreement.annexes),
    )


def _enter(session: Session, details: AgreementDetails, on: date, **whose: int) -> Agreement:
    number = next_number(session, SERIES, on.year)
    agreement = Agreement(state=AgreementState.DRAFT, year=on.year, number=number, **whose)
    _write(agreement, details)
    session.add(agreement)
    session.flush()
    return agreement


def _write(agreement: Agreement, details: AgreementDetails) -> None:
    for name in ("kind", "title", "purpose", "counterpart", "counterpart_post", "starts_on", "ends_on"):
        setattr(agreement, name, getattr(details, name))
    agreement.clauses, agreement.annexes = list(details.clauses), list(details.annexes)
    agreement.obligations = [
        AgreementObligation(side=part.side, words=part.words, due_on=part.due_on) for part in details.obligations
    ]


def _refuse_second_renewal() -> None:
    raise WrongState("agreement_renewed_already")


def _proposed(answers: dict[str, Any], representative: str, on: date) -> AgreementDetails:
    """What a proposal's answers say of its agreement; the officer completes it before anybody signs."""
    activity, plan = answers["activity"], answers["work_plan"]
    starts_on = max(date.fromisoformat(activity["starts_on"]), on)
    months = activity.get("months") or PROPOSED_MONTHS
    contact = answers.get("contact", {})
    return AgreementDetails(
        kind=AgreementKind.PRODUCTIVE_WORK,
        title=activity["title"],
        purpose=f"Desarrollar la actividad productiva «{activity['title']}»: {activity['product']}.",
        counterpart=representative,
        counterpart_post=contact.get("contact_post") or "Representante",
        starts_on=starts_on,
        ends_on=add_months(starts_on, months) - ONE_DAY,
        obligations=(
            ObligationDetails(Side.OPERATOR, "Poner a disposición el área y la seguridad que la actividad necesita."),
            *(ObligationDetails(Side.INSTITUTION, words) for words in _promised(plan)),
        ),
        annexes=("Plan de trabajo inicial",),
    )


def _promised(plan: dict[str, Any]) -> list[str]:
    """What the work plan promises, one obligation each; what it leaves empty is none."""
    told_parts = (
        ("Dar trabajo a", f"{plan.get('workers') or ''} personas" if plan.get("workers") else ""),
        ("Capacitar durante", f"{plan['training_hours']} horas" if plan.get("training_hours") else ""),
        ("Aportar instructores:", plan.get("instructors", "")),
        ("Asumir la logística:", plan.get("logistics", "")),
        ("Pagar:", plan.get("pay", "")),
        ("Cubrir los servicios:", plan.get("utilities", "")),
    )
    promised = [f"{verb} {what}." for verb, what in told_parts if what]
    return promised or ["Cumplir el plan de trabajo inicial."]
