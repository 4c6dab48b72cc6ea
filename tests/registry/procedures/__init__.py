"""The catalogue of procedures."""
