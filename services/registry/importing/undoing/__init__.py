"""A whole import taken back: what it recorded, who built on that, and how it never was."""
