"""Words for what an agreement may be refused for."""

MESSAGES: dict[str, str] = {
    "agreement_ends_before_start": "El convenio no puede terminar antes del {starts_on}. Revise ambas fechas.",
    "agreement_needs_both_sides": "Escriba al menos una obligación de cada parte.",
    "obligation_outside_agreement": "La fecha de una obligación está fuera de la vigencia del convenio. Corríjala.",
    "agreement_part_too_long": "Deje hasta {most} cláusulas o anexos, de hasta {longest} letras cada uno.",
    "agreement_not_a_draft": "El convenio está {state} y ya no se corrige. Devuélvalo a elaboración, o celebre otro.",
    "agreement_not_renewable": "El convenio está {state}. Solo se renueva uno vigente o que venció en su día.",
    "agreement_renewed_already": "Este convenio ya tiene su renovación en elaboración. Ábrala en vez de repetirla.",
    "agreement_not_to_sign": "El convenio está {state}. Ábralo otra vez para ver qué sigue.",
    "agreement_signed_before_sent": "No pudo firmarse antes del {sent_on}, día en que se envió a firmar. Corríjalo.",
    "agreement_not_in_force": "El convenio está {state} y no se puede resolver.",
    "termination_outside_agreement": "El convenio rige del {starts_on} al {ends_on}. Elija un día entre ambos.",
    "agreement_day_in_future": "Ese día aún no llega. Escriba una fecha de hoy o anterior.",
    "agreement_unsigned": "El convenio está {state}. Sus obligaciones se anotan cuando ambas partes lo firman.",
    "obligation_done_already": "Esa obligación ya está anotada como cumplida.",
}
