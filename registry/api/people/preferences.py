"""What people said of places and tasks at the interview."""

from typing import Any

from registry.api.nouns import KEY, MethodView, Noun
from registry.schemas.people.preference import PreferenceInput, PreferenceOutput
from registry.services.people import preferences
from registry.services.people.details import PreferenceDetails
from registry.services.people.files import open_file
from registry.vocabulary.accounts import Act
from registry.web.identity import current_officer
from registry.web.permissions import permits

noun = Noun("preferences", __name__, "Preferencias y objeciones")


@noun.at(f"/people/<{KEY}:person_id>/preferences")
class Preferences(MethodView):
    """A person's preferences and objections."""

    @permits(Act.READ_PEOPLE)
    @noun.answers("Listar las preferencias de una persona", PreferenceOutput(many=True))
    def get(self, person_id: int) -> Any:
        """List what the person said."""
        return open_file(person_id, officer=current_officer()).preferences

    @permits(Act.KEEP_PEOPLE)
    @noun.takes(PreferenceInput)
    @noun.answers("Registrar una preferencia u objeción", PreferenceOutput, 201)
    def post(self, facts: dict[str, Any], person_id: int) -> Any:
        """Note it; what was said before of the same unit or task is replaced."""
        return preferences.record_preference(person_id, PreferenceDetails(**facts), officer=current_officer())


@noun.at(f"/preferences/<{KEY}:preference_id>")
class Preference(MethodView):
    """One preference."""

    @permits(Act.KEEP_PEOPLE)
    @noun.answers("Retirar una preferencia", status=204)
    def delete(self, preference_id: int) -> Any:
        """Forget what the person took back."""
        preferences.withdraw_preference(preference_id, officer=current_officer())
        return "", 204
