"""JSON under /api/v1: the same services and schemas as the pages."""
