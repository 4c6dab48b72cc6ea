"""The help that an institution offers, kept by whoever answers for it."""

from typing import Any

from registry.api.nouns import KEY, PREFIX, MethodView, Noun
from registry.api.versions import expected_version, tagged
from registry.schemas.institutions.social_service import HelpInput, HelpOutput
from registry.services.institutions import social_services
from registry.services.institutions.social_services import HelpDetails
from registry.vocabulary.accounts import Act
from registry.web.identity import current_officer
from registry.web.permissions import permits

noun = Noun("social_services", __name__, "Ayuda social")

ONE = f"/social-services/<{KEY}:service_id>"


@noun.at(f"/institutions/<{KEY}:institution_id>/social-services")
class InstitutionHelp(MethodView):
    """What an institution offers."""

    @permits(Act.OFFER_HELP)
    @noun.answers("Listar la ayuda de su institución", HelpOutput(many=True))
    def get(self, institution_id: int) -> Any:
        """List it in the order in which it was entered."""
        return social_services.list_help(institution_id, officer=current_officer())

    @permits(Act.OFFER_HELP)
    @noun.takes(HelpInput)
    @noun.answers("Publicar una ayuda", HelpOutput, 201, is_tagged=True)
    def post(self, facts: dict[str, Any], institution_id: int) -> Any:
        """Publish it."""
        added = social_services.offer_help(institution_id, HelpDetails(**facts), officer=current_officer())
        return tagged(added, 201, Location=f"{PREFIX}/social-services/{added.id}")


@noun.at(ONE)
class Help(MethodView):
    """One help."""

    @permits(Act.OFFER_HELP)
    @noun.answers("Leer una ayuda", HelpOutput, is_tagged=True)
    def get(self, service_id: int) -> Any:
        """Read it."""
        return tagged(social_services.get_help(service_id, officer=current_officer()))

    @permits(Act.OFFER_HELP)
    @noun.versioned
    @noun.takes(HelpInput)
    @noun.answers("Corregir una ayuda", HelpOutput, is_tagged=True)
    def put(self, facts: dict[str, Any], service_id: int) -> Any:
        """Replace what is told of it."""
        details, version = HelpDetails(**facts), expected_version(service_id)
        return tagged(social_services.change_help(service_id, details, version=version, officer=current_officer()))


@noun.at(f"{ONE}/stopping")
class Stopping(MethodView):
    """A help that leaves the directory."""

    @permits(Act.OFFER_HELP)
    @noun.versioned
    @noun.answers("Retirar una ayuda del directorio", HelpOutput, is_tagged=True)
    def post(self, service_id: int) -> Any:
        """Take it out."""
        return _set(service_id, False)


@noun.at(f"{ONE}/publishing")
class Publishing(MethodView):
    """A help that comes back to the directory."""

    @permits(Act.OFFER_HELP)
    @noun.versioned
    @noun.answers("Publicar otra vez una ayuda", HelpOutput, is_tagged=True)
    def post(self, service_id: int) -> Any:
        """Bring it back."""
        return _set(service_id, True)


def _set(service_id: int, is_offered: bool) -> Any:
    version, officer = expected_version(service_id), current_officer()
    return tagged(social_services.set_offered(service_id, is_offered, version=version, officer=officer))
