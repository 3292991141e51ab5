"""Chapters (chi hội khuyến học)."""
