"""The file formats: JSON in and out, and the place in the file of what is wrong."""
