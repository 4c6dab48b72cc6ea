"""Pastoral agents, credentials, rooms and visits."""
