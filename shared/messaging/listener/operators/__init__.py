"""What operators do to a listener: redrive what was parked, name the log that follows."""
