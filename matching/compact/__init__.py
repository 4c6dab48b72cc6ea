"""National problems: columns of applicants and openings from which the admissible options follow by rule."""
