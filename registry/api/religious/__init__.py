"""The API of religious assistance."""
