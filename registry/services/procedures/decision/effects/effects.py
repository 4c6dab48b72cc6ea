"""What each effect of the catalogue does."""

from collections.abc import Mapping

from registry.services.procedures.decision.effects import agreeing, registering, renewing, reopening, withdrawing
from registry.services.procedures.decision.effects.grant import Effect, Grant
from registry.vocabulary.procedures import CaseEffect

__all__ = ["LASTING", "Grant", "effect_of"]

EFFECTS: Mapping[CaseEffect, Effect] = {
    CaseEffect.REGISTER: registering.EFFECT,
    CaseEffect.RENEW: renewing.EFFECT,
    CaseEffect.WITHDRAW: withdrawing.EFFECT,
    CaseEffect.DRAFT_AGREEMENT: agreeing.EFFECT,
    CaseEffect.DECIDE_AGAIN: reopening.EFFECT,
}
#: Effects that last until a day which the decision names.
LASTING = (CaseEffect.REGISTER, CaseEffect.RENEW)


def effect_of(grant: Grant) -> Effect:
    """What the approval of a grant's procedure does."""
    return EFFECTS[grant.procedure.effect]
