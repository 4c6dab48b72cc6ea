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
    "change_of_its_own": "«{change}» no se pide como cambio: tiene su propio paso. Elija otro cambio.",
    "change_out_of_range": "El cambio rige entre el {first} y el {last}. Corrija la fecha.",
    "change_reason_missing": "Escriba el motivo del cambio. Queda con su nombre y puesto.",
    "change_reason_too_long": "El motivo lleva como máximo {maximum} caracteres. Acórtelo.",
    "death_needs_document": "Escriba el número del acta o certificado de defunción junto al motivo.",
    "court_suspends_by_order": (
        "La suspensión del juez rige por su mandato. Regístrelo en la pena de la persona; la ubicación lo sigue."
    ),
    "suspension_ends_before": "La suspensión no puede terminar antes de empezar. Revise ambas fechas.",
    "end_reason_not_admitted": "Ese motivo no corresponde a este cambio. Elija uno de la lista.",
    "entries_after_change": (
        "Hay asistencias anotadas desde esa fecha ({days}). Se conservan, pero dejan de contar. Marque que lo sabe o "
        "cambie la fecha."
    ),
    "plan_missing": "Falta el plan individual. Registre antes la entrevista y el plan; después, el inicio.",
    "jornadas_still_owed": "Todavía debe {hours} horas. La ubicación se cumple cuando el saldo llega a cero.",
    "placement_followed": "La pena siguió después en otra ubicación. Dé por cumplida esa.",
    "nothing_owed": "La pena no debe más horas o un mandato ya la terminó. Revise su saldo y sus mandatos.",
    "schedule_unchanged": "Ese es el horario que ya tiene. Cambie al menos un turno o una hora.",
    "shift_not_free": "La persona no tiene libre el {shift}. Elija otro turno o corrija sus turnos libres.",
    "weekday_not_authorised": (
        "El {shift} necesita la autorización para días de semana (art. 34.4 CP). Elija sábado o domingo, o regístrela."
    ),
    "weekly_hours_differ": "El horario suma {given} horas por semana y deben ser {hours}. Ajuste los turnos.",
    "person_interviewed_in_future": "La entrevista lleva una fecha posterior a hoy. Revise la fecha.",
    "plan_starts_before_interview": "El primer día no puede ser anterior a la entrevista. Revise ambas fechas.",
    "plan_day_not_served": "Ese día no está en el horario de la ubicación. Elija un día en que la persona asiste.",
    "placement_has_begun": "La ubicación ya empezó o terminó ({state}). Este paso corresponde antes del inicio.",
    "placement_not_running": "La ubicación no está vigente ({state}). Revise su página.",
    "step_in_future": "El paso lleva una fecha posterior a hoy. Anótelo cuando ocurra.",
    "step_goes_on_before": "La próxima fecha no puede ser anterior al paso. Revise ambas fechas.",
    "move_to_same_place": "Esa es la plaza que ya tiene. Elija otra de la lista.",
    "return_not_possible": "La persona tiene otra ubicación o su pena ya no espera una. Revise su expediente.",
    "transfer_to_own_office": "La persona ya es de esa oficina. Elija la que la recibe.",
    "left_place_taken": (
        "Su plaza anterior en {unit} ya la tiene otra persona y no se puede devolver. Pásela a otra plaza con «Cambiar "
        "de unidad», o emita las cartas de la ubicación nueva."
    ),
    "nobody_to_move": "Nadie tiene una ubicación vigente en esta unidad. No hay a quién reubicar.",
    "placement_changed_meanwhile": (
        "Otra persona cambió esta ubicación mientras usted la revisaba ({change}, {who}). Lea qué cambia ahora y firme "
        "otra vez."
    ),
    "shift_full": "Uno de los turnos que eligió se llenó. Elija otro turno; no se cambió nada.",
}
