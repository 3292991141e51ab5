"""Requests (yêu cầu) of persons about their data."""
