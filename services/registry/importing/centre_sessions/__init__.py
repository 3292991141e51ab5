"""Lists of what a learning centre held: a row a session (buổi, cuộc)."""
