"""The log under the public interface of the `eventsourcing` library."""
