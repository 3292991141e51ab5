"""The counter for requests of persons about their data."""
