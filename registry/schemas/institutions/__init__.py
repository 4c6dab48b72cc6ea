"""Institutions, units and vacancies."""
