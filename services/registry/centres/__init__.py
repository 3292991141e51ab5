"""Centres (trung tâm học tập cộng đồng)."""
