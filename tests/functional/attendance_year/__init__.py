"""A year of placements, drawn from a seed, told to the services and remembered beside them."""
