"""The audit's chain."""

from registry.vocabulary.term import Term


class ChainFault(Term):
    """What is wrong with rows of the audit's chain."""

    MISSING = "missing", "Falta"
    ALTERED = "altered", "Fue alterada"
    UNLINKED = "unlinked", "No sigue a la fila anterior"
    CUT = "cut", "Falta al final"
    BEYOND = "beyond", "Está después del final sellado"
    REPLACED = "replaced", "No es la que se anotó fuera de la base de datos"
    HEAD = "head", "El final sellado falta o fue alterado"
