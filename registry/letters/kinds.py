"""The kinds of letter that exist, and how they are numbered."""

from dataclasses import dataclass

from registry.letters.agreements import Agreement
from registry.letters.cases import FilingReceipt, ObservationNotice, Resolution
from registry.letters.content import NotificationToPerson, PresentationToUnit
from registry.letters.credentials import PastoralCredential
from registry.letters.errors import UnknownKind
from registry.letters.following import (
    ChangeToPerson,
    ChangeToUnit,
    ExplanationRequest,
    JornadasCertificate,
    UnitConstancy,
    WrittenWarning,
)
from registry.letters.prison_work import RedemptionCertificate, WorkCertificate
from registry.letters.reports import BreachReport, CompletionReport, MonthlyReport


@dataclass(frozen=True)
class Kind:
    """One kind of letter; its template is named after it."""

    name: str
    heading: str
    """The noun before the number."""
    subject: str
    content: type


KINDS = {
    kind.name: kind
    for kind in (
        Kind("presentation_to_unit", "OFICIO", "Presentación de una persona asignada", PresentationToUnit),
        Kind("notification_to_person", "NOTIFICACIÓN", "Lugar y horario de su servicio", NotificationToPerson),
        Kind("change_to_unit", "OFICIO", "Cambio en el servicio de una persona asignada", ChangeToUnit),
        Kind("change_to_person", "CARTA", "Cambio en su servicio", ChangeToPerson),
        Kind("written_warning", "CARTA", "Advertencia escrita", WrittenWarning),
        Kind("explanation_request", "CARTA", "Pedido de descargo", ExplanationRequest),
        Kind("monthly_report", "INFORME", "Informe mensual de ejecución", MonthlyReport),
        Kind("breach_report", "INFORME", "Informe de incumplimiento", BreachReport),
        Kind("completion_report", "INFORME", "Informe de cumplimiento", CompletionReport),
        Kind("unit_constancy", "CONSTANCIA", "Constancia de servicio", UnitConstancy),
        Kind("jornadas_certificate", "CERTIFICADO", "Certificado de jornadas cumplidas", JornadasCertificate),
        Kind("filing_receipt", "CONSTANCIA", "Constancia de presentación", FilingReceipt),
        Kind("observation_notice", "NOTIFICACIÓN", "Observaciones a su solicitud", ObservationNotice),
        Kind("agreement", "DOCUMENTO", "Convenio con una institución", Agreement),
        Kind("resolution", "RESOLUCIÓN", "Resolución de un expediente", Resolution),
        Kind("pastoral_credential", "CREDENCIAL", "Credencial de agente pastoral", PastoralCredential),
        Kind("redemption_certificate", "CERTIFICADO", "Certificado de cómputo laboral", RedemptionCertificate),
        Kind("work_certificate", "CERTIFICADO", "Certificado de trabajo", WorkCertificate),
    )
}


def get_kind(name: str) -> Kind:
    """Look a kind up by its name.

    Raises:
        UnknownKind: No kind has this name.
    """
    try:
        return KINDS[name]
    except KeyError:
        raise UnknownKind(name) from None


def document_number(sequence: int, year: int, office_code: str) -> str:
    """Write a yearly number of an office: ``000123-2026-EML JULIACA``."""
    return f"{sequence:06d}-{year}-{office_code}"


def plain_number(number: str) -> str:
    """The number without the office's code: ``000123-2026``."""
    return "-".join(number.split("-", 2)[:2])


def document_title(kind: str, number: str) -> str:
    """Write the heading of a letter: ``OFICIO N.º 000123-2026-EML JULIACA``.

    Raises:
        UnknownKind: No kind has this name.
    """
    return f"{get_kind(kind).heading} N.º {number}"
