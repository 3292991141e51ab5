"""Associations (hội khuyến học)."""
