"""Lists of hamlets of a commune, with their figures."""
