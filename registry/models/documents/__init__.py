"""Numbered documents."""
