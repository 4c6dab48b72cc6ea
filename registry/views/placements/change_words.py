"""Each change of a placement as its page asks for it: title, what it does, its button, what is told after."""

from dataclasses import dataclass

from registry.vocabulary.placements import PlacementChange


@dataclass(frozen=True)
class Act:
    """A change as a page."""

    change: PlacementChange
    #: Last part of the page's address.
    slug: str
    link: str
    title: str
    effect: str
    day: str
    button: str
    done: str
    reason: str = "Motivo"
    needs_reason: bool = True
    #: Whether nothing but a new placement leads back.
    ends: bool = False


ACTS = (
    Act(
        PlacementChange.STARTED,
        "iniciar",
        "Registrar el inicio",
        "Registrar el inicio",
        "Desde ese día la persona está en curso y la unidad anota su asistencia.",
        "Primer día de servicio",
        "Registrar el inicio",
        "Quedó registrado el inicio. La unidad ya puede anotar la asistencia.",
        needs_reason=False,
    ),
    Act(
        PlacementChange.RESUMED,
        "reanudar",
        "Reanudar",
        "Reanudar la ubicación",
        "La persona vuelve a su horario. Sus plazas se conservaron mientras tanto.",
        "Vuelve desde el",
        "Reanudar",
        "La ubicación sigue. La unidad vuelve a esperar a la persona.",
        needs_reason=False,
    ),
    Act(
        PlacementChange.COMPLETED,
        "cumplir",
        "Dar por cumplida",
        "Dar la pena por cumplida",
        "El saldo llegó a cero. La ubicación se cierra el día de la última hora que debía; sus plazas quedan libres.",
        "",
        "Dar por cumplida",
        "La pena quedó cumplida. Emita el informe al juez y la constancia.",
        needs_reason=False,
    ),
    Act(
        PlacementChange.RESCHEDULED,
        "cambiar-horario",
        "Cambiar el horario",
        "Cambiar el horario",
        "Cambia los turnos en la misma plaza: se toman los nuevos y se devuelven los que deja, todos o ninguno.",
        "Rige desde",
        "Cambiar el horario",
        "El horario quedó cambiado. Emita las cartas de cambio.",
    ),
    Act(
        PlacementChange.SUSPENDED,
        "suspender",
        "Suspender",
        "Suspender la ubicación",
        "Desde ese día nadie espera a la persona; no se anotan faltas ni se acreditan horas. Sus plazas se conservan.",
        "Desde",
        "Suspender",
        "La ubicación quedó suspendida. Emita las cartas de cambio.",
    ),
    Act(
        PlacementChange.EXCLUDED,
        "excluir",
        "La unidad pide el cambio",
        "Excluir a pedido de la unidad",
        "La ubicación termina porque la unidad lo pidió. La pena vuelve a esperar una plaza y conserva su saldo.",
        "Desde",
        "Terminar a pedido de la unidad",
        "La ubicación terminó a pedido de la unidad. La pena vuelve a esperar una plaza.",
        reason="Qué pidió la unidad y por qué",
        ends=True,
    ),
    Act(
        PlacementChange.REOPENED,
        "reabrir",
        "Reabrir",
        "Reabrir la pena",
        "Se dio por cumplida y el saldo muestra que aún debe. Vuelve a esperar una plaza y conserva lo cumplido.",
        "Vuelve a deber desde el",
        "Reabrir la pena",
        "La pena vuelve a esperar. Elija si la persona vuelve a la misma plaza o entra a la próxima ronda.",
    ),
    Act(
        PlacementChange.ENDED,
        "terminar",
        "Terminar",
        "Terminar la ubicación",
        "La ubicación se cierra sin que la pena esté cumplida y sus plazas quedan libres. El saldo se conserva.",
        "Desde",
        "Terminar la ubicación",
        "La ubicación terminó.",
        ends=True,
    ),
)
BY_SLUG = {act.slug: act for act in ACTS}
