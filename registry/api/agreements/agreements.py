"""Agreements: drafted, signed, followed, renewed and ended by their office; published for everybody."""

from typing import Any

from registry.api.nouns import KEY, PREFIX, MethodView, Noun
from registry.api.paging import cut_page, page_of
from registry.api.versions import expected_version, tagged
from registry.extensions.clock import today
from registry.schemas.agreements.agreement import (
    AgreementInput,
    AgreementOutput,
    AgreementQuery,
    AgreementRenewalInput,
    FulfilmentInput,
    ObligationOutput,
    PublishedAgreementOutput,
    PublishedQuery,
    SignatureInput,
    TerminationInput,
)
from registry.schemas.documents.attachment import FileInput
from registry.schemas.documents.document import DocumentOutput
from registry.services.agreements import drafting, listing, publishing, signing
from registry.services.agreements.details import AgreementDetails, ObligationDetails
from registry.vocabulary.accounts import Act
from registry.web.identity import current_officer
from registry.web.permissions import permits, public
from registry.web.sending import take
from registry.web.sessions import require_proof

noun = Noun("agreements", __name__, "Convenios")

ONE = f"/agreements/<{KEY}:agreement_id>"


@noun.at("/agreements")
class Agreements(MethodView):
    """The agreements within reach."""

    @permits(Act.READ_AGREEMENTS)
    @noun.filters(AgreementQuery)
    @noun.answers("Listar convenios; primero los que vencen antes", page_of(AgreementOutput))
    def get(self, query: dict[str, Any]) -> Any:
        """List them by their last day."""
        page = cut_page(query)
        wanted = listing.AgreementFilter(today(), **query)
        return listing.list_agreements(wanted, officer=current_officer(), **page)


@noun.at("/public/agreements")
class PublishedAgreements(MethodView):
    """What everybody may read."""

    @public
    @noun.open_to_all
    @noun.filters(PublishedQuery)
    @noun.answers("Listar los convenios vigentes al cierre de un trimestre", PublishedAgreementOutput(many=True))
    def get(self, query: dict[str, Any]) -> Any:
        """List those that were in force on the quarter's last day."""
        as_of = query.pop("as_of") or publishing.last_quarter_end(today())
        return publishing.published(min(as_of, publishing.last_quarter_end(today())), **query)


@noun.at(f"/institutions/<{KEY}:institution_id>/agreements")
class InstitutionAgreements(MethodView):
    """An institution's agreements with the office."""

    @permits(Act.KEEP_AGREEMENTS)
    @noun.takes(AgreementInput)
    @noun.answers("Elaborar un convenio con una institución", AgreementOutput, 201, is_tagged=True)
    def post(self, facts: dict[str, Any], institution_id: int) -> Any:
        """Draft one."""
        drafted = drafting.draft(institution_id, _details(facts), officer=current_officer(), on=today())
        return tagged(_whole(drafted.id), 201, Location=f"{PREFIX}/agreements/{drafted.id}")


@noun.at(ONE)
class Agreement(MethodView):
    """One agreement."""

    @permits(Act.READ_AGREEMENTS)
    @noun.answers("Leer un convenio con sus obligaciones", AgreementOutput, is_tagged=True)
    def get(self, agreement_id: int) -> Any:
        """Read it."""
        return tagged(_whole(agreement_id))

    @permits(Act.KEEP_AGREEMENTS)
    @noun.versioned
    @noun.takes(AgreementInput)
    @noun.answers("Corregir un convenio en elaboración", AgreementOutput, is_tagged=True)
    def put(self, facts: dict[str, Any], agreement_id: int) -> Any:
        """Replace a draft."""
        version, officer = expected_version(agreement_id), current_officer()
        return tagged(drafting.change(agreement_id, _details(facts), version=version, officer=officer))


@noun.at(f"{ONE}/sending")
class Sending(MethodView):
    """The operator's signature."""

    @permits(Act.SIGN_AGREEMENTS)
    @noun.versioned
    @noun.answers("Firmar un convenio por la entidad y enviarlo a firmar", DocumentOutput, 201)
    def post(self, agreement_id: int) -> Any:
        """Issue its document."""
        require_proof()
        version, officer = expected_version(agreement_id), current_officer()
        return signing.send_to_sign(agreement_id, version=version, officer=officer, on=today())


@noun.at(f"{ONE}/recall")
class Recall(MethodView):
    """A document that nobody signed yet."""

    @permits(Act.SIGN_AGREEMENTS)
    @noun.versioned
    @noun.answers("Devolver a elaboración un convenio que la institución no firmó", AgreementOutput, is_tagged=True)
    def post(self, agreement_id: int) -> Any:
        """Take it back."""
        version = expected_version(agreement_id)
        return tagged(signing.take_back(agreement_id, version=version, officer=current_officer()))


@noun.at(f"{ONE}/signature")
class Signature(MethodView):
    """The institution's signature."""

    @permits(Act.KEEP_AGREEMENTS)
    @noun.versioned
    @noun.filters(SignatureInput)
    @noun.takes_file(FileInput)
    @noun.answers("Poner en vigencia un convenio con la copia firmada", AgreementOutput, is_tagged=True)
    def post(self, signed: dict[str, Any], facts: dict[str, Any], agreement_id: int) -> Any:
        """Put it in force with the copy that both signed."""
        version, officer = expected_version(agreement_id), current_officer()
        upload = take(facts["file"])
        return tagged(
            signing.conclude(agreement_id, **signed, upload=upload, version=version, officer=officer, on=today())
        )


@noun.at(f"{ONE}/renewal")
class Renewal(MethodView):
    """The agreement that follows."""

    @permits(Act.KEEP_AGREEMENTS)
    @noun.takes(AgreementRenewalInput)
    @noun.answers("Elaborar la renovación de un convenio", AgreementOutput, 201, is_tagged=True)
    def post(self, facts: dict[str, Any], agreement_id: int) -> Any:
        """Draft it with the same parts."""
        drafted = drafting.renew(agreement_id, **facts, officer=current_officer(), on=today())
        return tagged(_whole(drafted.id), 201, Location=f"{PREFIX}/agreements/{drafted.id}")


@noun.at(f"{ONE}/termination")
class Termination(MethodView):
    """An end before its day."""

    @permits(Act.SIGN_AGREEMENTS)
    @noun.versioned
    @noun.takes(TerminationInput)
    @noun.answers("Resolver un convenio antes de su vencimiento", AgreementOutput, is_tagged=True)
    def post(self, facts: dict[str, Any], agreement_id: int) -> Any:
        """End it."""
        require_proof()
        version, officer = expected_version(agreement_id), current_officer()
        return tagged(signing.terminate(agreement_id, **facts, version=version, officer=officer))


@noun.at(f"{ONE}/obligations/<{KEY}:obligation_id>/fulfilment")
class Fulfilment(MethodView):
    """An obligation that was met."""

    @permits(Act.KEEP_AGREEMENTS)
    @noun.takes(FulfilmentInput)
    @noun.answers("Anotar que una obligación se cumplió", ObligationOutput)
    def post(self, facts: dict[str, Any], agreement_id: int, obligation_id: int) -> Any:
        """Note it."""
        officer = current_officer()
        return signing.settle_obligation(agreement_id, obligation_id, **facts, officer=officer, on=today())


def _details(facts: dict[str, Any]) -> AgreementDetails:
    owed = tuple(ObligationDetails(part["side"], part["words"], part["due_on"]) for part in facts.pop("obligations"))
    return AgreementDetails(**facts, obligations=owed)


def _whole(agreement_id: int) -> Any:
    return listing.get_agreement(agreement_id, officer=current_officer())
