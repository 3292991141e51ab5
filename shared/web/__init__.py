"""Drawer: web. The HTTP door: problems, identity and scope, health, and the roles of a process."""
