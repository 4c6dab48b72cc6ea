"""Institutions, their registrations, units and vacancies."""
