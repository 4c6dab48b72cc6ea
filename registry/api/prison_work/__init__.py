"""Productive work in prisons."""
