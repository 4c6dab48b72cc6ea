"""What is sent and shown of attendance."""
