"""Citizen (công dân): a person on the books of a place as one of a group."""
