"""The one way into the log: units gathered into one call of the server."""
