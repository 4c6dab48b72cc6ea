"""Words for what an officer may not do about an alert of breach, and for reminders of sheets."""

MESSAGES: dict[str, str] = {
    "breach_decided": "La alerta ya está {state}. Solo puede consultarla.",
    "breach_gone": (
        "Con las anotaciones de hoy el incumplimiento ya no se cumple: alguna se corrigió. Retire la alerta con su "
        "motivo."
    ),
    "breach_asked": "El descargo ya se pidió. Espere la respuesta o el fin del plazo.",
    "breach_not_asked": "Primero pida el descargo: la persona tiene que poder explicar (art. 269 RCEP).",
    "breach_explained": "La respuesta de la persona ya está registrada. Valórela y decida.",
    "breach_not_of_absences": "Esta alerta no se debe a inasistencias. Retírela con su motivo o pida el descargo.",
    "breach_term_running": (
        "La persona puede responder hasta el {due_on}. Espere su respuesta o el fin del plazo (art. 269 RCEP)."
    ),
    "breach_handed_out_of_range": "El pedido se entrega hoy o dentro de {days} días. Corrija la fecha.",
    "breach_nothing_justified": "Elija al menos una inasistencia y su causa.",
    "breach_entry_not_absence": "Una de las inasistencias ya se corrigió. Vuelva a abrir la alerta.",
    "breach_still_stands": (
        "Con esas justificaciones el incumplimiento sigue en pie. Justifique otra inasistencia, o retire la alerta con "
        "su motivo."
    ),
}
