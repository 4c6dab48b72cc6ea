"""People, their sentences and court orders."""
