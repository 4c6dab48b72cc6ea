"""Words for what a review, a decision or a notice of a case file may be refused for."""

MESSAGES: dict[str, str] = {
    "case_take_first": "Nadie ha tomado este expediente. Tómelo antes de revisarlo.",
    "case_taken": "Este expediente ya lo tiene otra persona. Pida a su jefatura que se lo asigne.",
    "case_too_many": "Son más de {most} expedientes. Filtre la lista y asígnelos por partes.",
    "case_own_filing": "Usted presentó este expediente por la institución. Lo resuelve otra persona de la oficina.",
    "case_over": "El expediente está {state}: ya no se revisa. Vea su resolución en la historia.",
    "case_officer_unable": "Esa persona no revisa expedientes de esta oficina. Elija otra de la lista.",
    "case_without_office": "El expediente no tiene oficina. Pida a administración que abra una para ese distrito.",
    "observe_nothing": "No hay nada observado. Marque como observado lo que falta, con su motivo, y luego notifique.",
    "opinion_not_asked": "Este trámite no pide ese informe. Elija otro.",
    "visit_day_range": "La visita es entre el {first}, día en que se presentó, y hoy. Corrija la fecha.",
    "approval_unmet": "Falta marcar como conforme: {requirements}. Revise cada requisito antes de aprobar.",
    "approval_observed": "Hay partes observadas. Márquelas conformes o deniegue la solicitud.",
    "approval_without_visit": "Falta una visita de inspección favorable. Regístrela antes de aprobar.",
    "approval_without_opinion": "Falta: {opinions}. Pídalo antes de aprobar.",
    "approval_past": "La inscripción vence antes de empezar. Escriba una fecha posterior a hoy.",
    "approval_collides": (
        "La institución ya está inscrita como {role} hasta el {valid_to}. Deniegue esta solicitud y pida la "
        "renovación, o retire antes la inscripción."
    ),
    "notice_received": "Ya consta que se recibió. No hace falta hacer nada más.",
    "notice_proof_needed": "Escriba cómo consta: quién firmó y con qué documento.",
    "notice_day_range": "Se recibió entre el {first} y hoy. Corrija la fecha.",
}
