"""Finding a good plan, and a bound on what any plan can reach."""
