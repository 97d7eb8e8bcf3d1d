"""Embedded PostgreSQL and Valkey from wheels, and the process runner behind `make run`. Imports no Django."""
