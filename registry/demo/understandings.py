"""Agreements of the first office: one in force, one that waits for the institution to sign, one being written."""

from datetime import timedelta

from registry.demo.filings import PURPOSE, Filings
from registry.demo.papers import paper_for
from registry.extensions.actor import acting
from registry.models import Agreement
from registry.reference.holidays import ONE_DAY
from registry.services.accounts.accounts import actor_of
from registry.services.agreements import drafting, signing
from registry.services.agreements.details import AgreementDetails, ObligationDetails
from registry.services.agreements.listing import get_agreement
from registry.vocabulary.agreements import AgreementKind, Side
from registry.vocabulary.procedures import Evidence

TWO_YEARS = timedelta(days=730)
TITLES = (
    "Convenio de orientación legal a personas liberadas",
    "Convenio de apoyo para trámites de identidad",
    "Convenio de bolsa de trabajo para personas liberadas",
)


def agree(institution_id: int, desk: Filings) -> None:
    """Write the three agreements with an institution, and take the first two on."""
    with acting(actor_of(desk.chief, purpose=PURPOSE)):
        in_force, to_sign, _ = (_draft(institution_id, title, desk) for title in TITLES)
        sent_on, signed_on = desk.ago(28), desk.ago(20)
        signing.send_to_sign(in_force.id, version=in_force.version, officer=desk.chief, on=sent_on)
        version = get_agreement(in_force.id, officer=desk.chief).version
        copy = paper_for(Evidence.DOCUMENT, f"Copia firmada: {in_force.title}")
        signing.conclude(
            in_force.id, signed_on=signed_on, upload=copy, version=version, officer=desk.chief, on=signed_on
        )
        signing.send_to_sign(to_sign.id, version=to_sign.version, officer=desk.chief, on=desk.ago(3))


def _draft(institution_id: int, title: str, desk: Filings) -> Agreement:
    starts_on = desk.ago(18)
    details = AgreementDetails(
        kind=AgreementKind.SOCIAL_HELP,
        title=title,
        purpose="Que quien cumple una pena o la ha cumplido reciba orientación gratuita cerca de donde vive.",
        counterpart="Raúl Pinto Arce",
        counterpart_post="Coordinador",
        starts_on=starts_on,
        ends_on=starts_on + TWO_YEARS - ONE_DAY,
        obligations=(
            ObligationDetails(Side.OPERATOR, "Informar a las personas liberadas de este servicio."),
            ObligationDetails(Side.INSTITUTION, "Atender los martes, sin costo."),
            ObligationDetails(
                Side.INSTITUTION, "Entregar el informe del primer semestre.", starts_on + timedelta(days=180)
            ),
        ),
    )
    return drafting.draft(institution_id, details, officer=desk.chief, on=desk.ago(32))
