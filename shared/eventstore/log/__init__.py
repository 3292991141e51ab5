"""The log as it stands in PostgreSQL: its format, its rows, connections to it."""
