"""Lists of the chapters of an association, and of the association itself."""
