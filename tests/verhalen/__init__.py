"""The long stories: a street from need to group, what comes in its way, what is killed on the way."""
