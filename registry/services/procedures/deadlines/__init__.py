"""Terms of case files: what runs, from when and to which day, and what it follows from."""
