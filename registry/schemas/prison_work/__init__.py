"""Input and output of productive work in prisons."""
