"""How each machine state is shown: the vocabulary's words, and a tone that tells whose turn it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from registry.vocabulary.agreements import AgreementState
from registry.vocabulary.institutions import RegistrationState, VacancyState
from registry.vocabulary.people import SentenceStatus
from registry.vocabulary.placements import DocumentState, PlacementState
from registry.vocabulary.procedures import CaseState
from registry.vocabulary.religious import CredentialState
from registry.vocabulary.rounds import ProposalState, RoundState
from registry.vocabulary.term import Term


class Tone(StrEnum):
    """Whose turn it is; each tone has its own shape and colours."""

    NEUTRAL = "neutral"
    MOVING = "moving"
    OTHERS = "others"
    YOURS = "yours"
    DONE = "done"
    CLOSED = "closed"
    RISK = "risk"


@dataclass(frozen=True, slots=True)
class State:
    """A state as it is shown."""

    label: str
    tone: Tone


def _shown(tones: Mapping[Term, Tone]) -> dict[str, State]:
    return {term.value: State(term.label, tone) for term, tone in tones.items()}


#: How a round with open proposals is shown where a later one has a result; the registry keeps its own state.
REPLACED = "replaced"

STATES: dict[str, dict[str, State]] = {
    "round": _shown(
        {
            RoundState.QUEUED: Tone.NEUTRAL,
            RoundState.RUNNING: Tone.MOVING,
            RoundState.READY: Tone.YOURS,
            RoundState.STOPPED: Tone.YOURS,
            RoundState.APPLIED: Tone.DONE,
            RoundState.INTERRUPTED: Tone.RISK,
            RoundState.EMPTY: Tone.RISK,
        }
    )
    | {REPLACED: State("Reemplazada", Tone.CLOSED)},
    "proposal": _shown(
        {
            ProposalState.TO_REVIEW: Tone.YOURS,
            ProposalState.STAGED: Tone.MOVING,
            ProposalState.CONFIRMED: Tone.DONE,
            ProposalState.CHANGED: Tone.DONE,
            ProposalState.UNPLACED: Tone.RISK,
        }
    ),
    "placement": _shown(
        {
            PlacementState.CONFIRMED: Tone.MOVING,
            PlacementState.NOTIFIED: Tone.OTHERS,
            PlacementState.ACTIVE: Tone.MOVING,
            PlacementState.SUSPENDED: Tone.RISK,
            PlacementState.COMPLETED: Tone.DONE,
            PlacementState.ENDED: Tone.CLOSED,
        }
    ),
    "sentence": _shown(
        {
            SentenceStatus.WAITING: Tone.YOURS,
            SentenceStatus.PLACED: Tone.DONE,
            SentenceStatus.STAYED: Tone.OTHERS,
            SentenceStatus.CLOSED: Tone.CLOSED,
        }
    ),
    "registration": _shown(
        {
            RegistrationState.CURRENT: Tone.DONE,
            RegistrationState.EXPIRING: Tone.YOURS,
            RegistrationState.SUSPENDED: Tone.RISK,
            RegistrationState.EXPIRED: Tone.RISK,
            RegistrationState.WITHDRAWN: Tone.CLOSED,
        }
    ),
    "agreement": _shown(
        {
            AgreementState.DRAFT: Tone.NEUTRAL,
            AgreementState.TO_SIGN: Tone.OTHERS,
            AgreementState.IN_FORCE: Tone.DONE,
            AgreementState.EXPIRING: Tone.YOURS,
            AgreementState.EXPIRED: Tone.RISK,
            AgreementState.TERMINATED: Tone.CLOSED,
        }
    ),
    "credential": _shown(
        {
            CredentialState.CURRENT: Tone.DONE,
            CredentialState.EXPIRING: Tone.YOURS,
            CredentialState.EXPIRED: Tone.RISK,
            CredentialState.WITHDRAWN: Tone.CLOSED,
        }
    ),
    #: As the applicant reads it; an officer's desk turns whose turn it is around.
    "case_file": _shown(
        {
            CaseState.DRAFT: Tone.NEUTRAL,
            CaseState.SUBMITTED: Tone.MOVING,
            CaseState.UNDER_REVIEW: Tone.MOVING,
            CaseState.OBSERVED: Tone.YOURS,
            CaseState.APPROVED: Tone.DONE,
            CaseState.DENIED: Tone.CLOSED,
            CaseState.WITHDRAWN: Tone.CLOSED,
            CaseState.LAPSED: Tone.CLOSED,
        }
    ),
    "desk_case": _shown(
        {
            CaseState.DRAFT: Tone.NEUTRAL,
            CaseState.SUBMITTED: Tone.YOURS,
            CaseState.UNDER_REVIEW: Tone.YOURS,
            CaseState.OBSERVED: Tone.OTHERS,
            CaseState.APPROVED: Tone.DONE,
            CaseState.DENIED: Tone.CLOSED,
            CaseState.WITHDRAWN: Tone.CLOSED,
            CaseState.LAPSED: Tone.CLOSED,
        }
    ),
    "vacancy": _shown(
        {
            VacancyState.DRAFT: Tone.NEUTRAL,
            VacancyState.OPEN: Tone.DONE,
            VacancyState.FULL: Tone.CLOSED,
            VacancyState.CLOSED: Tone.CLOSED,
        }
    ),
    "letter": _shown({DocumentState.ISSUED: Tone.DONE, DocumentState.REPLACED: Tone.CLOSED}),
    "import": {
        "running": State("Procesando", Tone.MOVING),
        "with_errors": State("Con errores", Tone.YOURS),
        "done": State("Terminada", Tone.DONE),
        "undone": State("Deshecha", Tone.CLOSED),
    },
}


def find_state(kind: str, value: str) -> State:
    """Find how a state of a kind is shown.

    Raises:
        KeyError: No such kind, or no such state in it.
    """
    return STATES[kind][str(value)]


def state_label(value: str, kind: str) -> str:
    """Tell a state in words, without its tag."""
    return find_state(kind, value).label
