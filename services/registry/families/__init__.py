"""Families (gia đình)."""
