"""Pages of religious assistance."""
