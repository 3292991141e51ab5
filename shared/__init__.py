"""Code that more than one service needs, in exactly eight drawers (docs/architecture.md)."""
