"""Who came, by name: to classes, sessions and activities, beside how many came."""
