"""Closed lists: the English value that is stored and the Spanish label that people read."""
