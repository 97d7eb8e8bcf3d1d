"""Pages that look over all rooms of aanbod: home, search, a theme, an offer, the shelf."""
