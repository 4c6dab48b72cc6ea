"""Whether what a round was computed from is still what the registry says."""

from datetime import datetime

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import Session

from registry.models import (
    AuditEntry,
    BeneficiaryUnit,
    Institution,
    Instruction,
    Person,
    Preference,
    Proposal,
    Sentence,
    Vacancy,
)
from registry.vocabulary.accounts import AuditAction


def has_changed_since(session: Session, proposal: Proposal) -> bool:
    """Whether somebody wrote about the proposal's person or place after its round was opened.

    A vacancy is asked of the audit: its row is touched by every place taken, which changes no rule.
    """
    since = proposal.round.created_at
    return bool(session.scalar(select(or_(_about_person(proposal, since), _about_place(proposal, since)))))


def _about_person(proposal: Proposal, since: datetime) -> ColumnElement[bool]:
    person_id = select(Sentence.person_id).where(Sentence.id == proposal.sentence_id).scalar_subquery()
    return or_(
        exists().where(Person.id == person_id, Person.updated_at > since),
        exists().where(Sentence.id == proposal.sentence_id, Sentence.updated_at > since),
        exists().where(Preference.person_id == person_id, Preference.updated_at > since),
        exists().where(Instruction.sentence_id == proposal.sentence_id, Instruction.updated_at > since),
    )


def _about_place(proposal: Proposal, since: datetime) -> ColumnElement[bool]:
    unit_id = select(Vacancy.unit_id).where(Vacancy.id == proposal.vacancy_id).scalar_subquery()
    institution_id = select(BeneficiaryUnit.institution_id).where(BeneficiaryUnit.id == unit_id).scalar_subquery()
    return or_(
        exists().where(BeneficiaryUnit.id == unit_id, BeneficiaryUnit.updated_at > since),
        exists().where(Institution.id == institution_id, Institution.updated_at > since),
        exists().where(
            AuditEntry.subject == Vacancy.__tablename__,
            AuditEntry.subject_id == proposal.vacancy_id,
            AuditEntry.action == AuditAction.UPDATED,
            AuditEntry.at > since,
        ),
    )
