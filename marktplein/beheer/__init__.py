"""The technical admin at /beheer/: open to the role of application admin, and only through the normal login."""
