"""The operators' command line and the laptop edition: only here several services meet."""
