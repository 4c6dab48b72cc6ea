"""Procedures: case files, what happened to them, and who was told."""
