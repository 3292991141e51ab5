"""Establishments (đơn vị, cơ sở)."""
