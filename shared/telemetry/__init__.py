"""Drawer: telemetry. The metric catalogue, logs and the environment a process was given."""
