"""What can go wrong in matching, as facts; the command line and the registry find the words."""


class MatchingError(Exception):
    """Anything this package refuses or fails to do."""


class InputError(MatchingError):
    """What was handed in is wrong at one *place*, for one *reason*."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(place, reason)
        self.place = place
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}"


class ProblemError(InputError):
    """A placement problem breaks its own format."""


class PlanError(InputError):
    """A placement plan breaks its own format, or does not belong to its problem."""


class InstanceError(InputError):
    """A round's input says something that cannot be."""


class SolverError(MatchingError):
    """The solver failed in a way that leaves nothing to use."""
