"""What officers look up of families."""
