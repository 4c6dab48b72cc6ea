"""Offices, officers and what they did."""
