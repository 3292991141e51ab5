"""What is measured against peers and against the limit."""
