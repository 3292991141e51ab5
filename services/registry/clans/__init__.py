"""Clans (dòng họ)."""
