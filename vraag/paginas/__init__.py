"""Pages about one need: they show what all rooms below know of it."""
