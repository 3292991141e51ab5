"""Lists of what was organised beside classes and sessions: a row an activity."""
