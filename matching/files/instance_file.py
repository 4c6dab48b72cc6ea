"""The round's input as JSON and back without loss, so that a frozen round can be explained years later."""

from matching.files.rows import rows_from_json, rows_to_json
from matching.instance import Instance

FORMAT = "placement-instance/1"


def instance_to_json(instance: Instance) -> bytes:
    """Write *instance* as one document, the same bytes for the same input in any order."""
    return rows_to_json(instance, FORMAT)


def instance_from_json(document: bytes | str) -> Instance:
    """Read what `instance_to_json` wrote.

    Raises:
        InstanceError: The document is not one, has an unknown or missing field, or says something that cannot be.
    """
    return rows_from_json(document, Instance, FORMAT, "instance")
