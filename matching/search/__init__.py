"""How a plan is found: prices by ascent, one exact model, or windows of it; and what is proven in the end."""
