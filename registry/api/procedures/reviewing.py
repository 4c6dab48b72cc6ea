"""Review and decision: what the office does with a case file, each by a named officer who read its version."""

from typing import Any

from registry.api.nouns import MethodView, Noun
from registry.api.procedures.filing import ONE
from registry.api.procedures.reader import present
from registry.api.versions import expected_version
from registry.extensions.clock import today
from registry.schemas.procedures.case_file import CaseOutput, CheckInput, DecidedOutput, InspectionInput, ProspectOutput
from registry.schemas.procedures.desk import (
    ApprovalInput,
    DenialInput,
    OfficerInput,
    OpinionInput,
    WordsInput,
)
from registry.services.documents.uploads import accept
from registry.services.procedures.decision import deciding, reviewing
from registry.services.procedures.decision.reviewing import Opinion, Visit
from registry.vocabulary.accounts import Act
from registry.vocabulary.messages import message
from registry.web.identity import current_officer
from registry.web.permissions import permits
from registry.web.sessions import require_proof

noun = Noun("case_review", __name__, "Evaluar y resolver expedientes")

#: What of a visit's form is told by itself; the rest are its facts.
TOLD = ("visited_on", "words", "is_favourable")


@noun.at(f"{ONE}/taking")
class Taking(MethodView):
    """A file that an officer takes up."""

    @permits(Act.REVIEW_CASES)
    @noun.versioned
    @noun.answers("Tomar un expediente que espera", CaseOutput, is_tagged=True)
    def post(self, case_file_id: int) -> Any:
        """Take it up."""
        reviewing.take(case_file_id, **_by(case_file_id), on=today())
        return present(case_file_id)


@noun.at(f"{ONE}/assignment")
class Assignment(MethodView):
    """A file that is given to an officer."""

    @permits(Act.ASSIGN_CASES)
    @noun.versioned
    @noun.takes(OfficerInput)
    @noun.answers("Asignar un expediente a un oficial", CaseOutput, is_tagged=True)
    def post(self, facts: dict[str, Any], case_file_id: int) -> Any:
        """Give it."""
        reviewing.assign(case_file_id, facts["officer_id"], **_by(case_file_id), on=today())
        return present(case_file_id)


@noun.at(f"{ONE}/checks/<string(maxlength=40):requirement>")
class Check(MethodView):
    """How a requirement was found."""

    @permits(Act.REVIEW_CASES)
    @noun.versioned
    @noun.takes(CheckInput)
    @noun.answers("Anotar cómo se encontró un requisito o un paso", CaseOutput, is_tagged=True)
    def put(self, facts: dict[str, Any], case_file_id: int, requirement: str) -> Any:
        """Note it."""
        reviewing.check(case_file_id, requirement, **facts, **_by(case_file_id))
        return present(case_file_id)


@noun.at(f"{ONE}/observation")
class Observation(MethodView):
    """Everything that was found wanting, sent once."""

    @permits(Act.REVIEW_CASES)
    @noun.versioned
    @noun.takes(WordsInput)
    @noun.answers("Notificar las observaciones, una sola vez y con su plazo", CaseOutput, is_tagged=True)
    def post(self, facts: dict[str, Any], case_file_id: int) -> Any:
        """Send them."""
        require_proof()
        reviewing.observe(case_file_id, **facts, **_by(case_file_id), on=today())
        return present(case_file_id)


@noun.at(f"{ONE}/visit")
class Inspection(MethodView):
    """What an inspection found."""

    @permits(Act.REVIEW_CASES)
    @noun.versioned
    @noun.takes(InspectionInput)
    @noun.answers("Anotar una visita de inspección con sus fotos", CaseOutput, is_tagged=True)
    def post(self, facts: dict[str, Any], case_file_id: int) -> Any:
        """Note it."""
        told = {name: facts.pop(name) for name in TOLD}
        photos = [accept(one["file_name"], one["content"]) for one in facts.pop("photos")]
        answers = {name: _written(value) for name, value in facts.items()}
        found = Visit(**told, facts=answers, photos=photos)
        reviewing.visit(case_file_id, found, **_by(case_file_id), on=today())
        return present(case_file_id)


@noun.at(f"{ONE}/opinion")
class Report(MethodView):
    """A report that a decision needs."""

    @permits(Act.GIVE_OPINIONS)
    @noun.versioned
    @noun.takes(OpinionInput)
    @noun.answers("Emitir el informe técnico o legal", CaseOutput, is_tagged=True)
    def post(self, facts: dict[str, Any], case_file_id: int) -> Any:
        """Give it."""
        reviewing.opine(case_file_id, Opinion(**facts), **_by(case_file_id), on=today())
        return present(case_file_id)


@noun.at(f"{ONE}/notes")
class Notes(MethodView):
    """What the office writes for itself."""

    @permits(Act.REVIEW_CASES)
    @noun.versioned
    @noun.takes(WordsInput)
    @noun.answers("Añadir una anotación que solo lee la oficina", CaseOutput, is_tagged=True)
    def post(self, facts: dict[str, Any], case_file_id: int) -> Any:
        """Write it."""
        reviewing.note(case_file_id, **facts, **_by(case_file_id), on=today())
        return present(case_file_id)


@noun.at(f"{ONE}/approval")
class Approval(MethodView):
    """A file that is approved."""

    @permits(Act.DECIDE_CASES)
    @noun.answers("Ver qué haría hoy la aprobación, y qué falta para darla", ProspectOutput)
    def get(self, case_file_id: int) -> Any:
        """Foresee it."""
        found = deciding.foresee(case_file_id, officer=current_officer(), on=today())
        hindrances = [message(each.code, each.facts) for each in found.hindrances]
        told = {"articles": found.articles, "valid_to": found.valid_to, "is_lasting": found.is_lasting}
        return {**told, "hindrances": hindrances, "means": found.means.value}

    @permits(Act.DECIDE_CASES)
    @noun.versioned
    @noun.takes(ApprovalInput)
    @noun.answers("Aprobar un expediente: registro, resolución y notificación de una vez", DecidedOutput, 201)
    def post(self, facts: dict[str, Any], case_file_id: int) -> Any:
        """Approve it."""
        require_proof()
        return deciding.approve(case_file_id, **facts, **_by(case_file_id), on=today())


@noun.at(f"{ONE}/denial")
class Denial(MethodView):
    """A file that is denied."""

    @permits(Act.DECIDE_CASES)
    @noun.versioned
    @noun.takes(DenialInput)
    @noun.answers("Denegar un expediente con su resolución", DecidedOutput, 201)
    def post(self, facts: dict[str, Any], case_file_id: int) -> Any:
        """Deny it."""
        require_proof()
        return deciding.deny(case_file_id, **facts, **_by(case_file_id), on=today())


def _written(answer: bool | str) -> str:
    """An answer of a visit's form as its page writes it."""
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    return answer


def _by(case_file_id: int) -> dict[str, Any]:
    """Who acts, and the version that they read."""
    return {"version": expected_version(case_file_id), "officer": current_officer()}
