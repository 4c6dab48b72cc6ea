"""Case files of institutions: filing, terms, review and decision, for every procedure of the catalogue alike."""
