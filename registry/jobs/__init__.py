"""Durable work: rounds run in worker processes through DBOS."""
