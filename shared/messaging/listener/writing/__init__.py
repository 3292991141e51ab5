"""A batch into the database: its effect, its dead letters and its marks in one transaction."""
