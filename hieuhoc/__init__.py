"""The operators' command line and the laptop edition: the only place that meets several services."""
