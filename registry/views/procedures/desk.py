"""The pages of procedures that are the office's: the desk of case files, and the administrator's details and days."""

from registry.views.procedures import (
    case_acts,
    closed_days,
    deciding,
    inbox,
    pairs,
    paper_notices,
    review,
    settings,
    statistics,
)

BLUEPRINTS = (
    inbox.blueprint,
    review.blueprint,
    case_acts.blueprint,
    deciding.blueprint,
    paper_notices.blueprint,
    pairs.blueprint,
    statistics.blueprint,
    settings.blueprint,
    closed_days.blueprint,
)
