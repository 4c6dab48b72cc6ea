"""Agreements with institutions."""
