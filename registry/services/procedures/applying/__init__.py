"""The applicant's side: drafts, steps, papers and filing, by an account or by number and code."""
