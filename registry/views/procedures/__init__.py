"""Pages of procedures: for whoever files, with or without an account, and for the desk that decides."""
