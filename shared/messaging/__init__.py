"""Drawer: messaging. From the log onto Kafka, from Kafka into a table: nothing lost or doubled."""
