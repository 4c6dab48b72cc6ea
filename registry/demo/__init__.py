"""The demonstration registry, built through the services."""
