"""The demonstration registry: real places, synthetic people, built through the services from one seed."""

from registry.demo.building import Size, is_built, load

__all__ = ["Size", "is_built", "load"]
