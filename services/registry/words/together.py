"""All of them, for the service and the command line."""

from services.registry.words import (
    activities,
    bearers,
    centres,
    documents,
    organisation,
    people,
    places,
)

SENTENCES: dict[str, str] = (
    places.SENTENCES
    | bearers.SENTENCES
    | centres.SENTENCES
    | activities.SENTENCES
    | documents.SENTENCES
    | people.SENTENCES
    | organisation.SENTENCES
)
