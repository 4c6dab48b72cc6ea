"""Placements and their history."""
