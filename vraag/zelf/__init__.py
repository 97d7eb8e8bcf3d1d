"""A group that somebody makes by hand: from a need, from several needs, or from nothing."""
