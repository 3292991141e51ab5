"""Drawer: contracts. The published language: one file per publishing service, owned by it.

Published events only grow: fields may be added with a default, never renamed, retyped or removed.
No free text and no personal data: closed codes, numbers, dates, document numbers and ids only.
"""
