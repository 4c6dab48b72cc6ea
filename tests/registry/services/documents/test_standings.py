"""What the public learns of an institution's documents: whether what they brought about holds today."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from registry.extensions.database import reading, transaction
from registry.models import Account, CaseFile, Credential, Document, PastoralAgent, Registration
from registry.services.documents.documents import Verified, verify
from registry.services.documents.standings import Standing, standing_of
from registry.services.institutions.registrations import suspend
from registry.vocabulary.agreements import AgreementState, TerminationCause
from registry.vocabulary.institutions import InstitutionRole, RegistrationState
from registry.vocabulary.placements import LetterKind
from registry.vocabulary.procedures import CaseState, ProcedureCode
from registry.vocabulary.religious import CredentialState
from tests.factories.agreements import make_signatory, make_signed_agreement
from tests.factories.institutions import VALID_TO, make_institution, make_registration
from tests.registry.services.procedures.reviewed import DECIDED_ON, NEXT_YEAR, approved, make_desk_chief

DAY = timedelta(days=1)


@pytest.fixture
def chief(app: Flask) -> Account:
    return make_desk_chief()


def code_of(kind: LetterKind) -> str:
    with reading() as session:
        return str(session.scalars(select(Document.qr_token).where(Document.kind == kind)).one())


def standing(verified: Verified) -> Standing:
    assert verified.standing is not None
    return verified.standing


@pytest.fixture
def resolution(chief: Account) -> str:
    """Code of a resolution that registers a public unit until next year."""
    approved(ProcedureCode.PUBLIC_UNIT, chief)
    return code_of(LetterKind.RESOLUTION)


def test_a_resolution_holds_while_its_registration_does(resolution: str):
    now, then = (standing(verify(resolution, on=day)) for day in (DECIDED_ON, NEXT_YEAR + DAY))

    assert (now.state, now.holds, now.valid_to) == (RegistrationState.CURRENT, True, NEXT_YEAR)
    assert (then.state, then.holds) == (RegistrationState.EXPIRED, False)
    assert now.about == ProcedureCode.PUBLIC_UNIT.label
    assert now.reference.startswith("EXP-2026-")


def test_a_resolution_of_a_suspended_registration_does_not_hold(resolution: str, chief: Account):
    with reading() as session:
        registration = session.scalars(select(Registration)).one()
    suspend(registration.id, reason="Motivo", version=registration.version, officer=chief)

    assert standing(verify(resolution, on=DECIDED_ON)).state is RegistrationState.SUSPENDED
    assert not standing(verify(resolution, on=DECIDED_ON)).holds


def test_a_denial_is_told_as_such(resolution: str):
    with transaction() as session:
        session.scalars(select(CaseFile)).one().state = CaseState.DENIED

    told = standing(verify(resolution, on=DECIDED_ON))
    assert (told.kind, told.state, told.holds) == ("case_file", CaseState.DENIED, True)


def test_a_receipt_tells_of_its_day_alone(resolution: str):
    told = standing(verify(code_of(LetterKind.FILING_RECEIPT), on=NEXT_YEAR + DAY))

    assert (told.state, told.valid_to, told.holds) == (None, None, True)


def test_a_natural_person_is_not_named(resolution: str):
    with transaction() as session:
        session.scalars(select(CaseFile)).one().ruc = "10401248216"

    assert standing(verify(resolution, on=DECIDED_ON)).institution == ""


def test_an_agreement_holds_until_its_last_day(app: Flask):
    agreement = make_signed_agreement(chief=make_signatory())
    code = code_of(LetterKind.AGREEMENT)

    last, after = (standing(verify(code, on=day)) for day in (agreement.ends_on, agreement.ends_on + DAY))

    assert (last.holds, after.holds, after.state) == (True, False, AgreementState.EXPIRED)
    assert last.reference == agreement.shown_number
    assert last.about == agreement.title


def test_a_terminated_agreement_does_not_hold(app: Flask):
    agreement = make_signed_agreement(chief=make_signatory())
    with transaction() as session:
        kept = session.merge(agreement)
        kept.state, kept.termination = AgreementState.TERMINATED, TerminationCause.MUTUAL

    told = standing(verify(code_of(LetterKind.AGREEMENT), on=agreement.starts_on))
    assert (told.state, told.holds) == (AgreementState.TERMINATED, False)


@pytest.fixture
def credential(app: Flask) -> Credential:
    """A credential for 2026 of an agent of a group that is authorised until 2030."""
    institution = make_institution(name="Hermanos de la Caridad")
    make_registration(institution, role=InstitutionRole.RELIGIOUS_GROUP)
    agent = PastoralAgent(
        institution_id=institution.id,
        full_name="Ana Ruiz",
        document_number="40124821",
        document_digest="x",
        post="Agente",
    )
    with transaction() as session:
        session.add(agent)
        session.flush()
        year = {"valid_from": date(2026, 1, 1), "valid_to": date(2026, 12, 31)}
        credential = Credential(agent_id=agent.id, prison="EP01", **year)
        session.add(credential)
    return credential


def of_credential(credential: Credential, on: date) -> Standing:
    with reading() as session:
        found = standing_of(session, Document(credential_id=credential.id), on)
    assert found is not None
    return found


def test_a_credential_names_its_prison_and_group_but_nobody(credential: Credential):
    told = of_credential(credential, date(2026, 6, 1))

    assert (told.about, told.institution) == ("E.P. de Tumbes", "Hermanos de la Caridad")
    assert "Ana Ruiz" not in str(told)
    assert told.holds


def test_an_expired_or_withdrawn_credential_does_not_hold(credential: Credential):
    assert of_credential(credential, date(2027, 1, 1)).state is CredentialState.EXPIRED
    with transaction() as session:
        kept = session.merge(credential)
        kept.state, kept.reason = CredentialState.WITHDRAWN, "Motivo"

    assert not of_credential(credential, date(2026, 6, 1)).holds


def test_a_credential_falls_with_its_groups_authorisation(credential: Credential):
    with transaction() as session:
        session.scalars(select(Registration)).one().valid_to = VALID_TO.replace(year=2026, month=5)

    told = of_credential(credential, date(2026, 6, 1))
    assert (told.kind, told.state, told.holds) == ("registration", RegistrationState.EXPIRED, False)


def test_letters_about_a_person_have_no_standing(app: Flask):
    with reading() as session:
        assert standing_of(session, Document(placement_id=1), date(2026, 6, 1)) is None
