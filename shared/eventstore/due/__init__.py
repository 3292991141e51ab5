"""What falls due: days on which a service has to do something of itself."""
