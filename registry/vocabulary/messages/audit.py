"""Words for refusals about the audit and its copies."""

MESSAGES: dict[str, str] = {
    "audit_chain_broken": (
        "El final de la auditoría fue alterado y no se guardó ningún cambio. "
        "Ejecute reinserta audit verify y conserve lo que encuentre antes de reanudarla."
    ),
}
