"""What happens after the placement: entries of the ledger, sheets of the month, alerts of breach."""
