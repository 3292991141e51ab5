"""Drawer: messaging. From the log onto Kafka and from Kafka into a table, nothing lost or doubled."""
