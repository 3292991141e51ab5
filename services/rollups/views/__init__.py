"""The tables of the rollups: contributions (append-only), cells (their sums), freshness."""
