"""Offices, officers, sign-in and the audit."""
