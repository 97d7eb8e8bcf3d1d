"""What words mean here: pure functions used at index time and at query time alike. No database, no Django."""
