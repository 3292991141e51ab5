"""Code that more than one service needs, in exactly nine drawers (docs/architecture.md)."""
