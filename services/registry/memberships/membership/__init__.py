"""Membership (hội viên): of a chapter, or of an association where there is none."""
