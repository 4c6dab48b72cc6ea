"""Words for why a certificate of work or of days redeemed cannot be issued."""

MESSAGES: dict[str, str] = {
    "redemption_not_inscribed": (
        "La persona no está en el libro de registro de trabajo, y sin inscripción ningún día redime. Registre primero "
        "la fecha y el folio en su ficha."
    ),
    "redemption_file_incomplete": (
        "La ficha aún no dice los delitos de la sentencia, que deciden cómo se redime. Complétela antes de certificar."
    ),
    "redemption_owes": (
        "Debe cuotas vencidas del 10 % de la entidad penitenciaria. Registre el pago, o acuerde cuotas y que estén al "
        "día, antes de certificar."
    ),
    "certificate_not_issued": "Todavía no se emitió este certificado. Vea el cómputo de la persona.",
    "no_work_to_certify": "No hay horas de trabajo contadas. Revise sus planillas.",
}
