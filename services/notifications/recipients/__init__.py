"""Recipients: who is not to be sent anything."""
