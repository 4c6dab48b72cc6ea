import pytest

from registry.views.formats.states import REPLACED, STATES, Tone, find_state, state_label
from registry.vocabulary.agreements import AgreementState
from registry.vocabulary.institutions import RegistrationState, VacancyState
from registry.vocabulary.people import SentenceStatus
from registry.vocabulary.placements import DocumentState, PlacementState
from registry.vocabulary.procedures import CaseState
from registry.vocabulary.religious import CredentialState
from registry.vocabulary.rounds import ProposalState, RoundState
from registry.vocabulary.term import Term

KINDS: dict[str, type[Term]] = {
    "round": RoundState,
    "proposal": ProposalState,
    "placement": PlacementState,
    "sentence": SentenceStatus,
    "registration": RegistrationState,
    "vacancy": VacancyState,
    "letter": DocumentState,
    "case_file": CaseState,
    "desk_case": CaseState,
    "agreement": AgreementState,
    "credential": CredentialState,
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_state_of_the_vocabulary_has_a_tone(kind: str):
    computed = [REPLACED] if kind == "round" else []

    assert list(STATES[kind]) == KINDS[kind].values() + computed


def test_the_same_word_may_have_another_tone_in_another_kind():
    assert find_state("proposal", ProposalState.CONFIRMED).tone is Tone.DONE
    assert find_state("placement", PlacementState.CONFIRMED).tone is Tone.MOVING


def test_a_state_may_come_as_it_is_stored():
    assert find_state("round", "ready").label == "Lista para revisar"
    assert state_label("with_errors", "import") == "Con errores"


def test_an_unknown_state_is_refused():
    with pytest.raises(KeyError):
        find_state("round", "thinking")
