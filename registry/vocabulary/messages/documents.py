MESSAGES: dict[str, str] = {
    "document_not_found": "Ningún documento lleva ese código. Revise las letras y números bajo el QR.",
    "letter_incomplete": "No se emitió la carta: falta {missing}. Complételo e inténtelo otra vez.",
}
