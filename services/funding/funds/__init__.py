"""Funds (quỹ khuyến học)."""
