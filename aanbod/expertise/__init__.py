"""Who may give what: trainers, their certificates, and when they can be asked."""
