"""The laptop edition: every service in one process, PostgreSQL and Kafka as its children."""
