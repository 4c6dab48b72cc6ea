"""Words for what a note of attendance, a sheet or what follows from them may be refused for."""

MESSAGES: dict[str, str] = {
    "session_noted": "{by} ya anotó esta asistencia: «{outcome}». Compare las dos anotaciones y decida cuál queda.",
    "entry_unknown": "La anotación que quiere corregir no es de esta persona y este día. Vuelva a abrir la página.",
    "key_reused": "Esa clave ya llegó con otros datos. Vuelva a anotar desde la página.",
    "day_in_future": "Ese día todavía no llega. Anote la asistencia el mismo día o después.",
    "shift_of_another_day": "Ese turno no es del día indicado. Revise el día y el turno.",
    "times_of_nobody": "Quien no vino no tiene hora de entrada ni de salida. Borre las horas o cambie el resultado.",
    "arrival_missing": "Falta la hora de entrada. Complétela.",
    "departure_missing": "Falta la hora de salida. Complétela, o elija «Llegó, falta la salida».",
    "departure_of_present": "Ya hay hora de salida: elija «Asistió» en vez de «Llegó, falta la salida».",
    "minute_unknown": "La hora va de 00:00 a 24:00. Corríjala.",
    "left_before_arrived": "La salida tiene que ser después de la entrada. Corrija las horas.",
    "withdrawn_without_entry": "Solo se anula una anotación que ya existe. Elija otro resultado.",
    "remark_too_long": "La observación es muy larga. Escriba como máximo {most} caracteres.",
    "remark_of_conduct": "Cuente en una o dos frases qué pasó; la persona podrá contestarlo.",
    "remark_of_correction": "Escriba por qué se corrige. Lo anterior se conserva.",
    "remark_after_closing": "La planilla del mes ya está cerrada. Escriba por qué se anota después del cierre.",
    "outcome_of_the_office": "Solo la oficina anota horas de recuperación o fuera del horario. Avise a su oficina.",
    "day_beyond_unit": "Desde la unidad se anota a partir del {first}. Para un día anterior avise a la oficina.",
    "entry_of_the_office": "Esa anotación la hizo la oficina. Pida a la oficina que la corrija.",
    "sheet_closed_already": "La planilla de ese mes ya está cerrada. No hace falta cerrarla otra vez.",
    "month_not_over": "La planilla se cierra cuando termina el mes. La última asistencia prevista es el {last}.",
    "departures_missing": "Faltan horas de salida en la planilla ({count}). Complételas y cierre después.",
    "sheet_closed": "La planilla de ese mes ya está cerrada. Pida a la oficina que haga la corrección.",
    "placement_not_announced": "La ubicación todavía no fue notificada. Emita primero las cartas.",
    "placement_not_begun": "La ubicación empieza el {first}. Revise el día.",
    "execution_stayed": "Ese día la pena no se ejecuta: hay un mandato del juez. Revise los mandatos de la sentencia.",
    "placement_interrupted": (
        "Ese día la ubicación estaba suspendida o ya había terminado. Revise el día o la historia de la ubicación."
    ),
    "nothing_due": "Ese día no le correspondía asistir, así que no hay falta que anotar. Revise el día.",
    "not_a_session": (
        "Ese turno no está en el horario de la persona. Si la oficina acepta esas horas, marque «fuera de horario»."
    ),
    "within_a_session": "Ese turno es parte de una asistencia que empieza antes. Anótela en su primer turno.",
    "typed_twice": "Otras dos personas ya digitaron esta planilla. Resuelva primero sus diferencias.",
    "typing_settled": "Las digitaciones de esta planilla cambiaron mientras usted revisaba. Vuelva a abrirla.",
    "cell_unreadable": "No entendemos «{typed}». Escriba por ejemplo 8-13, F o JS.",
    "attachment_unknown": "El archivo no es de esta persona ni de la planilla de su unidad. Elija otro.",
}
