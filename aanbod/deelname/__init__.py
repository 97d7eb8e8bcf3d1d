"""Who takes part: registrations, waiting list, presence, places of teams, and what they are told."""
