"""What a listened projection keeps, built again from what was published, beside what is asked."""
