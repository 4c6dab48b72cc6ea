"""What whoever files a procedure answers, a schema a step."""
