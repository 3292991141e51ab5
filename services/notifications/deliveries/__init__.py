"""Deliveries: who is told what, and whether it arrived."""
