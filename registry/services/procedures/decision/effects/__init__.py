"""What an approval brings about in the registry: one module for each effect, and for each role."""
