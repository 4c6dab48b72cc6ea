"""The auditor's pages: the log, and who saw a person's file."""
