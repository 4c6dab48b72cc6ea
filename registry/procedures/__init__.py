"""The catalogue of procedures: data that services follow, pages show and the administrator completes."""
