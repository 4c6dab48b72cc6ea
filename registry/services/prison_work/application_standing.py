"""What an application's evaluations come to, and what it still lacks to be a candidate of a round."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from registry.models import WorkApplication, WorkEvaluation
from registry.vocabulary.prison_work import ApplicationState, LegalSituation, Profession, Verdict


@dataclass(frozen=True)
class Opinion:
    """What one profession says; none where nobody evaluated yet, or where two disagree and nobody settled it."""

    profession: Profession
    verdict: Verdict | None
    is_disputed: bool = False

    @property
    def is_pending(self) -> bool:
        """Whether nobody of the profession evaluated yet."""
        return self.verdict is None and not self.is_disputed


@dataclass(frozen=True)
class Standing:
    """An application measured against RPROD art. 20 and art. 73 CEP."""

    is_live: bool
    opinions: tuple[Opinion, ...]
    lacks_free_will: bool
    lacks_induction: bool

    @property
    def pending(self) -> list[Profession]:
        """Who has not evaluated."""
        return [opinion.profession for opinion in self.opinions if opinion.is_pending]

    @property
    def disputed(self) -> list[Profession]:
        """Whose evaluators disagree."""
        return [opinion.profession for opinion in self.opinions if opinion.is_disputed]

    @property
    def refused(self) -> list[Profession]:
        """Who disapproves."""
        return [opinion.profession for opinion in self.opinions if opinion.verdict is Verdict.DISAPPROVED]

    @property
    def is_approved(self) -> bool:
        """Whether all four approve."""
        return all(opinion.verdict is Verdict.APPROVED for opinion in self.opinions)

    @property
    def is_candidate(self) -> bool:
        """Whether a round may assign on it, as far as the application goes."""
        return self.is_live and self.is_approved and not self.lacks_free_will and not self.lacks_induction


def opinion_of(profession: Profession, evaluations: Iterable[WorkEvaluation]) -> Opinion:
    """What the evaluations of one profession come to: the director's word, else the one verdict that all gave."""
    own = [one for one in evaluations if one.profession is profession]
    settled = [one.verdict for one in own if one.settles]
    if settled:
        return Opinion(profession, settled[-1])
    verdicts = {one.verdict for one in own}
    if len(verdicts) > 1:
        return Opinion(profession, None, is_disputed=True)
    return Opinion(profession, next(iter(verdicts), None))


def opinions_of(evaluations: Sequence[WorkEvaluation]) -> tuple[Opinion, ...]:
    """What each of the four professions says."""
    return tuple(opinion_of(profession, evaluations) for profession in Profession)


def standing_of(application: WorkApplication, *, is_inducted: bool) -> Standing:
    """The standing of an application whose inmate and evaluations are loaded."""
    awaits_trial = application.inmate.situation is LegalSituation.DEFENDANT
    return Standing(
        is_live=application.state is not ApplicationState.WITHDRAWN,
        opinions=opinions_of(application.evaluations),
        lacks_free_will=awaits_trial and application.free_will_on is None,
        lacks_induction=not is_inducted,
    )
