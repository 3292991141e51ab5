"""All of them, for the service and the command line."""

from services.registry.words import bearers, centres, organisation, people, places

SENTENCES: dict[str, str] = (
    places.SENTENCES
    | bearers.SENTENCES
    | centres.SENTENCES
    | people.SENTENCES
    | organisation.SENTENCES
)
