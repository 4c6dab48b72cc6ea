"""Pages of attendance: what a unit notes day by day, and what the office makes of it."""
