"""The officer who asks."""

from typing import Any

from registry.api.nouns import MethodView, Noun
from registry.schemas.accounts.officer import OfficerOutput
from registry.web.identity import current_officer
from registry.web.permissions import signed_in

noun = Noun("officers", __name__, "Oficiales")


@noun.at("/officers/me")
class Me(MethodView):
    """One's own account."""

    @signed_in
    @noun.answers("Leer su propia cuenta", OfficerOutput)
    def get(self) -> Any:
        """Tell whose token or session it is."""
        return current_officer()
