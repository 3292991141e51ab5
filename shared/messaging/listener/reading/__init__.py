"""From Kafka to records: the client, what a message means, whose log it is of."""
