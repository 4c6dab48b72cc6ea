"""Whether the database stands where the migrations lead."""

import io

from alembic import command
from alembic.util import DatabaseNotAtHead
from flask import current_app


def is_up_to_date() -> bool:
    """Tell whether every migration has been applied to the database in force."""
    config = current_app.extensions["migrate"].migrate.get_config()
    config.stdout = io.StringIO()
    try:
        command.current(config, check_heads=True)
    except DatabaseNotAtHead:
        return False
    return True
