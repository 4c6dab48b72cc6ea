"""The demonstration registry: real places, synthetic people, built through the services from one seed."""

from registry.demo.building import Size, build, is_built

__all__ = ["Size", "build", "is_built"]
