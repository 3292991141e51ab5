"""Memberships of associations and their chapters (hội viên)."""
