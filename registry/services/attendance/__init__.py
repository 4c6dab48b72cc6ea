"""The attendance ledger: what is recorded, what it amounts to, and the sheets of the month."""
