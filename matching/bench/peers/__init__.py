"""The same problem in the hands of others, each as its users would write it."""
