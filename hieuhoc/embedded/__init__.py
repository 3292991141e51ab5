"""Real servers for the laptop edition and the tests: PostgreSQL and Apache Kafka, our children."""
