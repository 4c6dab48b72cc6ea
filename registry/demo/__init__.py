"""The demonstration registry: real places, synthetic people, built through the services from one seed."""

from registry.demo.building import Size, build, is_built
from registry.demo.entrances import find_letter, list_entrances

__all__ = ["Size", "build", "find_letter", "is_built", "list_entrances"]
