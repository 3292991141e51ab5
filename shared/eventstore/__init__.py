"""Drawer: eventstore. Keeping facts: one way into the log, in commit order, on PostgreSQL."""
