"""Words for refusals about the audit, its copies, and the rights over personal data."""

MESSAGES: dict[str, str] = {
    "audit_chain_broken": (
        "El final de la auditoría fue alterado y no se guardó ningún cambio. "
        "Ejecute reinserta audit verify y conserve lo que encuentre antes de reanudarla."
    ),
    "audit_chain_sound": "El final de la auditoría está íntegro. No hay nada que reanudar.",
    "audit_nothing_lost": "La auditoría conserva todas las marcas anotadas. No hay pérdida que declarar.",
    "audit_restored_broken": (
        "La cadena restaurada no está íntegra y no se declaró nada. "
        "Ejecute reinserta audit verify y restaure una copia íntegra."
    ),
    "audit_kept_by_law": "La ley obliga a conservar la auditoría desde el {since}. Escriba una fecha anterior.",
    "audit_nothing_so_old": "No hay filas de auditoría tan antiguas. No se borró nada.",
    "grants_need_postgresql": "SQLite no distingue usuarios. Use PostgreSQL para separar sus permisos.",
    "database_role_missing": "No hay un usuario {role} en PostgreSQL. Créelo con CREATE ROLE y repita.",
    "database_role_too_strong": (
        "{role} es dueño de las tablas o superusuario, y podría quitar la protección. Use otro usuario."
    ),
    "backup_exists": "{path} ya existe. Elija otro nombre: una copia no reemplaza a otra.",
    "backup_needs_pg_dump": "Falta el programa de copias de PostgreSQL. Instale el cliente de la versión del servidor.",
    "backup_failed": "No se pudo copiar la base de datos: {reason}. No quedó ninguna copia; corrija la causa y repita.",
    "received_before_law": "Estos plazos rigen desde el 30/03/2025. Revise la fecha de recepción.",
    "request_unanswered": "Falta decir si se atendió, se denegó o la persona desistió. Elija una opción.",
    "request_answered": "El pedido ya tiene respuesta. Ábralo otra vez para leerla.",
    "incident_in_future": "La fecha y hora son posteriores a este momento. Revíselas.",
    "incident_told_early": "Es anterior al momento en que se conoció el incidente. Revise la fecha y la hora.",
    "incident_closed": "El incidente está cerrado. No admite cambios.",
    "incident_untold": "Falta anotar cuándo se avisó a la autoridad y a las personas afectadas. Anótelo y ciérrelo.",
    "audit_heads_unreadable": "{path} no es una marca NÚMERO:HUELLA ni un archivo de marcas. Revise lo que escribió.",
}
