"""Drawer: postgres. Connections, columns as arrays, many questions in one round trip."""
