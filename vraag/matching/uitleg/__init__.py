"""Why this group, why not this child, and what would help."""
