"""Chapter (chi hội khuyến học): of an association, with a host at a place."""
