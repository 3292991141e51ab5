"""Awards of funds: scholarships (học bổng)."""
