"""Agreements, as the office drafts and signs them."""

from dataclasses import replace
from datetime import date
from typing import Any

from registry.models import Agreement, Institution
from registry.services.accounts.accounts import Account
from registry.services.agreements import drafting, signing
from registry.services.agreements.details import AgreementDetails, ObligationDetails
from registry.services.documents.uploads import Upload
from registry.vocabulary.agreements import AgreementKind, Side
from registry.vocabulary.documents import MediaType
from tests.factories.accounts import make_chief, make_office
from tests.factories.institutions import make_institution

SENT_ON = date(2026, 9, 7)
SIGNED_ON = date(2026, 9, 10)
SIGNED_COPY = Upload("convenio.pdf", MediaType.PDF, b"%PDF-1.7 signed by both")
DETAILS = AgreementDetails(
    kind=AgreementKind.COMMUNITY_SERVICE,
    title="Convenio para recibir a personas que prestan servicio",
    purpose="Recibir a personas que prestan servicio a la comunidad en los parques del distrito.",
    counterpart="Elena Mamani Quispe",
    counterpart_post="Alcaldesa",
    starts_on=date(2026, 9, 15),
    ends_on=date(2028, 9, 14),
    obligations=(
        ObligationDetails(Side.OPERATOR, "Supervisar el servicio cada mes."),
        ObligationDetails(Side.INSTITUTION, "Nombrar a un responsable.", date(2026, 10, 1)),
    ),
    annexes=("Relación de sedes",),
)


def agreement_details(**overrides: Any) -> AgreementDetails:
    return replace(DETAILS, **overrides)


def make_agreement(*, officer: Account, institution: Institution | None = None, **overrides: Any) -> Agreement:
    """A draft of the officer's office."""
    institution = institution or make_institution(officer=officer)
    return drafting.draft(institution.id, agreement_details(**overrides), officer=officer, on=SENT_ON)


def make_signed_agreement(*, chief: Account, institution: Institution | None = None, **overrides: Any) -> Agreement:
    """An agreement that both sides signed on 10 September 2026."""
    agreement = make_agreement(officer=chief, institution=institution, **overrides)
    signing.send_to_sign(agreement.id, version=agreement.version, officer=chief, on=SENT_ON)
    return signing.conclude(
        agreement.id, signed_on=SIGNED_ON, upload=SIGNED_COPY, version=2, officer=chief, on=SIGNED_ON
    )


def make_signatory() -> Account:
    """A chief of an office that can issue documents."""
    return make_chief(office_id=make_office(address="Jr. San Román 120", phone="051 321 114").id)
