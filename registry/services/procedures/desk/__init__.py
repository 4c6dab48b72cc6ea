"""The officers' desk: files by deadline, shared out, compared with each other, and counted."""
