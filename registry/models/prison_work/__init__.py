"""Productive work in prisons: workshops, activities, inmates and what follows from their work."""
