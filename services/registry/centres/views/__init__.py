"""What officers look up of centres."""
