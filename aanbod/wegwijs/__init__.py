"""Showing the way: what stands with a theme, care paths, pages that explain, and whom to call."""
