"""How good a plan is proven to be, told in one or two sentences that promise no more than the proof."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_UP, Decimal

from registry.views.formats.numbers import NBSP

UNKNOWN = "No se pudo comprobar qué tan buena es. Úsela solo como punto de partida."
OPTIMAL = "Está demostrado que, con estas plazas y reglas, no existe una propuesta mejor."
OPTIMAL_OF_SHORTLIST = (
    "Está demostrado que, con estas plazas y reglas, no existe una propuesta mejor entre las opciones preseleccionadas."
)
SHORTLIST = "El tope considera solo las opciones preseleccionadas."
PROVEN = 1e-6
VERDICTS = (
    (0.001, 2, "Logra al menos el {share} de lo máximo posible: no vale la pena esperar más."),
    (0.01, 1, "Logra al menos el {share} de lo máximo posible. Es buena para decidir."),
    (0.05, 1, "Logra al menos el {share}. Si puede, calcule dos minutos más."),
    (float("inf"), 0, "Es un borrador: solo se garantiza el {share}. Siga calculando antes de confirmar."),
)

StageNumbers = Mapping[str, float | None]


def gap_sentence(
    gap: float | None,
    status: str | None,
    objective: StageNumbers | None = None,
    bound: StageNumbers | None = None,
    equal_weights: bool = False,
    shortlist: bool = False,
) -> str:
    """Tell a plan's proven gap, the largest over its stages.

    With *objective* and *bound* of both stages they are told apart. Only equal
    urgency weights let the first stage be told in people.
    """
    if status == "optimal":
        return OPTIMAL_OF_SHORTLIST if shortlist else OPTIMAL
    if gap is None:
        return UNKNOWN
    sentences = _told_apart(_stages(objective or {}, bound or {}, equal_weights)) or [_verdict(gap)]
    return " ".join([*sentences, SHORTLIST] if shortlist else sentences)


def proven_share(gap: float) -> str:
    """Tell 1 − gap as a percentage rounded down, below 100 %: only `optimal` may claim the whole."""
    unit = Decimal(1).scaleb(-_row(gap)[1])
    share = (100 * (1 - Decimal(str(gap)))).quantize(unit, rounding=ROUND_DOWN)
    return f"{min(max(share, Decimal(0)), 100 - unit)}{NBSP}%"


@dataclass(frozen=True, slots=True)
class _Stage:
    """What one stage reached, and the most it could."""

    subject: str
    reached: float
    most: float

    @property
    def has_share(self) -> bool:
        """A share of a bound under one point, or of a negative one, would mean nothing."""
        return self.most >= 1

    @property
    def missing(self) -> Decimal:
        return max(Decimal(0), Decimal(str(self.most)) - Decimal(str(self.reached)))

    @property
    def gap(self) -> float:
        return float(self.missing / max(Decimal(1), abs(Decimal(str(self.most)))))

    def sentence(self) -> str:
        if self.has_share:
            return f"En {self.subject} logra al menos el {proven_share(self.gap)}."
        points = self.missing.quantize(Decimal("0.01"), rounding=ROUND_UP)
        return f"En {self.subject} podrían faltar hasta {points} puntos."


def _stages(objective: StageNumbers, bound: StageNumbers, equal_weights: bool) -> list[_Stage]:
    subjects = {
        "placed": "personas ubicadas" if equal_weights else "urgencia atendida",
        "value": "cercanía y aptitud",
    }
    reached = {stage: number for stage, number in objective.items() if number is not None}
    most = {stage: number for stage, number in bound.items() if number is not None and stage in reached}
    return [_Stage(subject, reached[stage], most[stage]) for stage, subject in subjects.items() if stage in most]


def _told_apart(stages: list[_Stage]) -> list[str]:
    """Tell each stage; nothing where one sentence over all of them says the same."""
    if not stages or (len(stages) == 1 and stages[0].has_share):
        return []
    if len(stages) == 1:
        return [stages[0].sentence()]
    placed, value = stages
    if placed.gap <= PROVEN:
        people = placed.subject.startswith("personas")
        first = "No es posible ubicar a más personas" if people else "No es posible atender más urgencia"
        return [f"{first} (demostrado).", value.sentence()]
    shares = [stage.gap for stage in stages if stage.has_share]
    return [*([_verdict(max(shares))] if shares else []), placed.sentence(), value.sentence()]


def _verdict(gap: float) -> str:
    return _row(gap)[2].format(share=proven_share(gap))


def _row(gap: float) -> tuple[float, int, str]:
    return next(row for row in VERDICTS if gap <= row[0])
