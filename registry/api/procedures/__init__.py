"""Procedures and their case files: asked for, followed, reviewed and decided."""
