"""Who make a group happen together: how they reach each other, and what they write to each other."""
