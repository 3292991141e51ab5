"""Code that more than one service needs, in exactly six drawers (docs/architecture.md)."""
