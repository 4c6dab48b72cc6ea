"""How the codes of an execution are told on paper; the content keeps the codes alone."""

from registry.vocabulary.attendance import Ground, Outcome

#: Outcomes that letters do not tell one from another.
EXCUSED = "excused"
UNRECORDED = "unrecorded"
ATTENDED_IN_PART = "attended_in_part"

WORDS: dict[str, dict[str, str]] = {
    "outcomes": {
        **{outcome.value: outcome.label for outcome in Outcome if not outcome.is_excuse},
        Outcome.UNEXCUSED.value: "Faltó sin justificar",
        EXCUSED: "Faltó, justificado",
        ATTENDED_IN_PART: "Asistió en parte",
        UNRECORDED: "Sin anotación",
    },
    "grounds": {ground.value: ground.label for ground in Ground},
}


def outcome_code(outcome: Outcome) -> str:
    """The code under which letters tell an outcome: what justified an absence stays in the office."""
    return EXCUSED if outcome.is_excuse else outcome.value
