MESSAGES: dict[str, str] = {
    "domain_error": "No se pudo completar la operación. Inténtelo otra vez; si se repite, avise a su jefatura.",
    "not_found": "No encontramos esta página o usted no tiene acceso.",
    "not_allowed": "Su cargo no incluye esta operación: {what}. Pídala a quien sí la tiene: {whose}.",
    "wrong_state": "El registro cambió de estado y ya no admite esta operación. Vuelva a abrirlo.",
    "stale_version": "Otra persona guardó cambios mientras usted editaba. Revise lo guardado y repita su cambio.",
    "invalid_fields": "Hay datos por corregir. Revise los campos señalados.",
    "position_outside_peru": "El punto queda fuera del Perú. Revise que la latitud y la longitud no estén cambiadas.",
    "busy": "Otras personas guardan cambios en este momento. No se guardó el suyo: inténtelo otra vez.",
    "required": "Falta este dato. Complételo.",
}
