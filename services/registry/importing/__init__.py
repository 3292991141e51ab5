"""What comes into the register in bulk, from files."""
