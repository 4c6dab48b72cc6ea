"""Pastoral agents, their credentials and visits to prisons."""
