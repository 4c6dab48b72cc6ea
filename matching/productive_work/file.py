"""A prison's round as JSON and back without loss, so that a frozen round can be explained years later."""

from matching.files.rows import rows_from_json, rows_to_json
from matching.productive_work.round import PrisonRound

FORMAT = "prison-round/1"


def prison_round_to_json(round_: PrisonRound) -> bytes:
    """Write *round_* as one document, the same bytes for the same input in any order."""
    return rows_to_json(round_, FORMAT)


def prison_round_from_json(document: bytes | str) -> PrisonRound:
    """Read what `prison_round_to_json` wrote.

    Raises:
        InstanceError: The document is not one, has an unknown or missing field, or says something that cannot be.
    """
    return rows_from_json(document, PrisonRound, FORMAT, "prison_round")
