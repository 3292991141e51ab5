"""Consents (sự đồng ý): to what a person, or who speaks for them, agreed."""
