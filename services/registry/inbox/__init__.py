"""What the register hears of other services."""
