"""Places (địa bàn)."""
