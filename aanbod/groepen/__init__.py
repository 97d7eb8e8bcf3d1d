"""Groups, their meetings and their places."""
