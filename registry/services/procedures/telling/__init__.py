"""What institutions are told of their files: receipts, notices, resolutions and reminders."""
