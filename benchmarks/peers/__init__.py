"""The peers that we are measured against, written as their documentation shows."""
