"""The counter for steering committees."""
