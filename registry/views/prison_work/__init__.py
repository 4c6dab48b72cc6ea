"""Pages of productive work in prisons: for their staff, for companies, and for everybody."""
