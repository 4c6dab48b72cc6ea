"""Review and decision by named officers, and what an approval brings about in the registry."""
