"""Registry of the reinsertion programmes: institutions, people, sentences, placements."""
