"""People, sentences and court orders."""
