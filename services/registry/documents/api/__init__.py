"""The counter for documents: issue, correct, withdraw, look them up, read the heading of one."""
