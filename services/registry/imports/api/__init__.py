"""The counter for imports, the files that are kept for them, and the worker that runs them."""
