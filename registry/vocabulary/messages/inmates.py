"""Words for what an inmate's file may be refused for."""

MESSAGES: dict[str, str] = {
    "inmate_elsewhere": "Esta persona tiene ficha en otro establecimiento. Pídale que registre el traslado.",
    "inmate_here_already": "La persona ya está en ese establecimiento. Elija el de destino.",
    "inmate_has_post": "La persona tiene un puesto de trabajo en curso. Termine antes el puesto.",
    "inmate_released": "La persona ya salió en libertad. Revise su ficha.",
    "inmate_not_released": "La ficha no tiene fecha de libertad. Vea su página.",
    "inmate_offence_unknown": (
        "No reconocemos el delito «{offence}». Escriba el artículo del Código Penal, como 189 o 108-C, o la ley "
        "especial, como DLEG 1106."
    ),
    "pavilion_unknown": "Ese pabellón no es del establecimiento o está cerrado. Elija otro.",
    "day_ahead": "La fecha es posterior a hoy. Revísela.",
    "before_held_since": "La fecha es anterior al ingreso de la persona. Revise ambas fechas.",
    "defendant_has_no_sentence": "Una persona procesada aún no tiene pena. Deje vacía la fecha o cambie la situación.",
    "release_after_sentence": "La salida no puede ser posterior al fin de la pena. Revise ambas fechas.",
    "experience_odd": "Indique cada oficio una sola vez, con sus meses, de 1 a {most}.",
    "inscription_incomplete": "La inscripción lleva fecha y folio. Complete ambos o deje ambos vacíos.",
    "alimony_share_or_amount": "Indique un porcentaje o un monto mensual, y solo uno de los dos.",
    "alimony_ended": "Esta orden ya terminó. Vea la ficha.",
    "alimony_ends_before": "La orden no puede terminar antes de dictarse. Revise ambas fechas.",
    "sheet_inmate_differs": (
        "Ya estaba registrada y la hoja dice otra cosa en: {fields}. No se cambió; corrija en su ficha lo que falle."
    ),
}
