"""The benchmark: a seeded generator of national problems, and the same problems solved by others."""
