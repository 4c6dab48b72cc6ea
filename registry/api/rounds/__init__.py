"""Assignment rounds and decisions."""
