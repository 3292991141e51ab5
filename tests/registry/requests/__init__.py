"""Requests of persons about their data."""
