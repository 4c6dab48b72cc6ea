"""Rounds, proposals, decisions and the workers that compute."""
