"""Association (hội khuyến học): of a province, a district of the past or a commune."""
