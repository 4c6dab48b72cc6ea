MESSAGES: dict[str, str] = {
    "place_taken": "Esa plaza se ocupó mientras usted revisaba. Elija otra de la lista.",
    "already_placed": "Esta pena ya tiene una ubicación vigente. Ábrala en vez de iniciar otra.",
    "overlapping_sentences": "La persona ya sirve otra pena en esos turnos. Elija turnos libres.",
    "vacancy_closed": "La vacante está cerrada. Elija otra de la lista.",
    "unit_not_receiving": (
        "La unidad está cerrada o su inscripción no está vigente (art. 250 RCEP). Elija otra plaza de la lista."
    ),
    "sentence_not_executed": (
        "La ejecución de esta pena terminó o está suspendida. Revise los mandatos judiciales de la sentencia."
    ),
    "starts_out_of_range": "La ubicación empieza entre el {first} y el {last}. Corrija la fecha.",
    "outside_vacancy_hours": "El horario sale de las horas de la vacante. Revise los turnos.",
    "placement_notified": "La ubicación ya fue notificada ({state}). Ya no se puede deshacer.",
    "letters_out_of_order": "Primero confirme la ubicación; después emita las cartas.",
    "change_not_possible": "La ubicación está ahora «{state}» y no admite este cambio ({change}). Revise su página.",
}
