"""Find offers by a question in everyday words: the index, the terms of a question, the ranking."""
