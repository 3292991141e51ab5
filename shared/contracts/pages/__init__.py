"""A page of each publisher for those who read its events: `docs/integrate/<service>.md`."""
