"""Reserved facts of people: offence, health and the court's reasons load only for a stated purpose (art. 13.8 LPDP).

The columns are never part of an ordinary query, and reading one that was not asked for raises.
"""

from sqlalchemy.orm import selectinload, undefer_group
from sqlalchemy.orm.interfaces import ORMOption

from registry.errors import InvalidFields
from registry.extensions.columns import RESERVED
from registry.models import Person, Sentence

SHORTEST_PURPOSE = 5


def with_reserved(purpose: str) -> ORMOption:
    """Let a query bring the reserved columns of what it selects.

    Raises:
        InvalidFields: No purpose that says anything is stated.
    """
    if len(purpose.strip()) < SHORTEST_PURPOSE:
        raise InvalidFields({"purpose": ("purpose_required", {})})
    return undefer_group(RESERVED)


def whole_file(purpose: str = "") -> tuple[ORMOption, ...]:
    """Load a person with sentences, their orders and preferences; with a *purpose*, the reserved facts of all."""
    sentences, preferences = selectinload(Person.sentences), selectinload(Person.preferences)
    orders = sentences.selectinload(Sentence.orders)
    if not purpose:
        return orders, preferences
    return with_reserved(purpose), sentences.undefer_group(RESERVED), orders.undefer_group(RESERVED), preferences


def whole_sentence(purpose: str = "") -> tuple[ORMOption, ...]:
    """Load a sentence with its orders; with a *purpose*, the reserved facts of both."""
    orders = selectinload(Sentence.orders)
    return (with_reserved(purpose), orders.undefer_group(RESERVED)) if purpose else (orders,)
