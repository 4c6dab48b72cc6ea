MESSAGES: dict[str, str] = {
    "document_not_found": "Ningún documento lleva ese código. Revise las letras y números bajo el QR.",
}
