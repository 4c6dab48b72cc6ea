"""Credentials of pastoral agents: signed, withdrawn, and their cards."""

from typing import Any

from registry.api.batches import Problem, batch_of
from registry.api.nouns import KEY, MethodView, Noun
from registry.api.paging import cut_page, page_of
from registry.api.versions import expected_version, tagged
from registry.extensions.clock import today
from registry.schemas.institutions.registration import ReasonInput
from registry.schemas.religious.agent import (
    CredentialOutput,
    CredentialQuery,
    SignedOutput,
    SigningInput,
    WaitingCredentialOutput,
)
from registry.services.religious import credentials, signing
from registry.vocabulary.accounts import Act
from registry.web.files import PDF, download
from registry.web.identity import current_officer
from registry.web.permissions import permits
from registry.web.sessions import require_proof

noun = Noun("credentials", __name__, "Credenciales")


class SignedRow(SignedOutput):
    """What came of one credential."""

    problem = Problem()


@noun.at("/credentials")
class Waiting(MethodView):
    """Credentials that wait for a signature."""

    @permits(Act.ISSUE_CREDENTIALS)
    @noun.filters(CredentialQuery)
    @noun.answers("Listar las credenciales que esperan firma", page_of(WaitingCredentialOutput))
    def get(self, query: dict[str, Any]) -> Any:
        """List them, the oldest first."""
        return credentials.list_to_sign(officer=current_officer(), on=today(), **cut_page(query))


@noun.at("/credentials/signing")
class Signing(MethodView):
    """The signature of many."""

    @permits(Act.ISSUE_CREDENTIALS)
    @noun.takes(SigningInput)
    @noun.answers("Firmar varias credenciales; responde por cada una", batch_of(SignedRow))
    def post(self, facts: dict[str, Any]) -> Any:
        """Sign each; one refusal stops no other."""
        require_proof()
        return signing.sign_many(facts["credential_ids"], officer=current_officer(), on=today())


@noun.at(f"/credentials/<{KEY}:credential_id>")
class Credential(MethodView):
    """One credential."""

    @permits(Act.READ_AGENTS)
    @noun.answers("Leer una credencial", CredentialOutput, is_tagged=True)
    def get(self, credential_id: int) -> Any:
        """Read it."""
        return tagged(credentials.get_credential(credential_id, officer=current_officer()))


@noun.at(f"/credentials/<{KEY}:credential_id>/withdrawal")
class Withdrawal(MethodView):
    """A credential that holds no more."""

    @permits(Act.ISSUE_CREDENTIALS)
    @noun.versioned
    @noun.takes(ReasonInput)
    @noun.answers("Retirar una credencial, o rechazarla antes de firmarla", CredentialOutput, is_tagged=True)
    def post(self, facts: dict[str, Any], credential_id: int) -> Any:
        """Withdraw it."""
        version, officer = expected_version(credential_id), current_officer()
        return tagged(credentials.withdraw(credential_id, **facts, version=version, officer=officer))


@noun.at(f"/credentials/<{KEY}:credential_id>/pdf")
class Card(MethodView):
    """The card of a credential."""

    @permits(Act.READ_AGENTS)
    @noun.answers_file("Descargar la credencial firmada en PDF", PDF)
    def get(self, credential_id: int) -> Any:
        """Send it; the look is noted."""
        document = credentials.open_card(credential_id, officer=current_officer())
        return download(document.pdf, PDF, f"credencial-{document.year}-{document.number:06}.pdf")
