"""From commands to units: read, decide, and decide again what lost a race."""
