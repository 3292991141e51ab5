"""docker-compose.yml by processes, where no Docker daemon is: `make test-compose-processes`."""
