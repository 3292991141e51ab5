"""Lists that funding understands: what their sheets say, judged by the file alone."""
