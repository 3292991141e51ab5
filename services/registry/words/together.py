"""All of them, for the service and the command line."""

from services.registry.words import (
    activities,
    bearers,
    centres,
    documents,
    imports,
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
    | imports.SENTENCES
    | people.SENTENCES
    | organisation.SENTENCES
)
