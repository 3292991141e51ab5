"""Duplicates (nghi trùng): what stands on the books twice."""
