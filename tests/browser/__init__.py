"""The story in a real browser, against the service as it is run."""
