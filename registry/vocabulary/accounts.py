"""Offices and the officers who act in them."""

from registry.vocabulary.term import Term


class OfficeKind(Term):
    """Level of an office in the operator's organisation."""

    REGIONAL = "regional", "Oficina regional"
    OPEN_REGIME = "open_regime", "Establecimiento de medio libre"


class Role(Term):
    """What an officer may do."""

    CASE_OFFICER = "case_officer", "Oficial de casos"
    CHIEF = "chief", "Jefatura"


class AuditAction(Term):
    """What happened to a row, or which act an officer performed."""

    CREATED = "created", "Creó"
    UPDATED = "updated", "Modificó"
    DELETED = "deleted", "Eliminó"
    BULK = "bulk", "Modificó en bloque"
    SIGNED_IN = "signed_in", "Ingresó"
    SIGN_IN_REFUSED = "sign_in_refused", "Ingreso rechazado"
    VIEWED = "viewed", "Consultó"
    EXPORTED = "exported", "Exportó"
