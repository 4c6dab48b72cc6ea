"""What an inmate is in the matrix and in the story of marks, and what is sent about inmates."""

from typing import Any

from sqlalchemy import select

from registry.extensions.clock import today
from registry.extensions.database import transaction
from registry.models import Inmate
from registry.services.prison_work.alimony import enter_alimony
from registry.services.prison_work.inmate_details import AlimonyDetails
from registry.services.prison_work.inmate_reserved import ALL, with_columns
from tests.factories.inmates import make_inmate, make_keeper, reserved_details
from tests.factories.religious import JULIACA

INMATE = {
    "document_kind": "dni",
    "document_number": "40112299",
    "given_names": "Rosa",
    "first_surname": "Quispe",
    "birth_date": "1991-03-14",
    "sex": "female",
    "situation": "sentenced",
    "held_since": "2025-06-01",
    "education": "secondary",
}
ALIMONY = {"ordered_on": "2026-01-10", "court": "Juzgado", "beneficiary": "Hija", "share": "30"}
#: By how the address ends.
SENT: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("POST", "/prison-work/inmates", INMATE | {"prison": JULIACA, "stage": "medium"}),
    ("PUT", "inmate_id>", INMATE),
    ("PUT", "inmate_id>/reserved", {"offences": ["186"]}),
    ("POST", "inmate_id>/stages", {"stage": "minimum", "valid_from": "2026-01-01"}),
    ("POST", "inmate_id>/transfer", {"prison": "EP02"}),
    ("POST", "inmate_id>/release", {"released_on": "2026-01-01"}),
    ("POST", "inmate_id>/alimony", ALIMONY),
    ("POST", "order_id>/end", {"ended_on": "2026-02-01"}),
)


def plant_inmate(prison: str, **told: str) -> dict[str, int]:
    """An inmate of a prison with an order of alimony; *told* are its court and beneficiary."""
    keeper = make_keeper(prison)
    inmate = make_inmate(officer=keeper, prison=prison, reserved=reserved_details())
    words = {"court": "Juzgado de Paz Letrado", "beneficiary": "Hija menor", **told}
    order = enter_alimony(
        inmate.id, AlimonyDetails(inmate.held_since, basis_points=3_000, **words), officer=keeper, on=today()
    )
    return {"inmate_id": inmate.id, "order_id": order.id}


def mark_inmates(marks: dict[str, str]) -> None:
    """Put marks where the services admit only terms of the law."""
    with transaction() as session:
        for inmate in session.scalars(select(Inmate).options(*with_columns(ALL, "Marcar"))):
            inmate.offences = [marks["inmate.offences"]]
            inmate.legal_marks = {marks["inmate.legal_marks"]: True}
            inmate.unable = [marks["inmate.unable"]]
            inmate.exclusions = [marks["inmate.exclusions"]]
