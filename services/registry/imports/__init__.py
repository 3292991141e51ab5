"""Imports: lists of officers on their way from a file onto the books."""
