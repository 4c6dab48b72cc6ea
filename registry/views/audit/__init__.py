"""Oversight: the log, who saw a person, incidents of security, and the review of privileges."""
