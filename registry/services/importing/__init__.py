"""Bringing records in from sheets: reading them, and entering them row by row with a result for each."""
