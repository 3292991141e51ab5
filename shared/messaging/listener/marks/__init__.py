"""How far a listener is in each partition, in its database and as it believes itself."""
