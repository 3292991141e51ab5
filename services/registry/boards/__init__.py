"""Board (ban khuyến học): of a host at a place."""
