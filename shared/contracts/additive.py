"""Whether a published schema only grew. Who subscribed years ago must go on reading, and what was
published years ago must go on being readable.
"""

from typing import Any

from shared.vocabulary.kinds import LARGEST_INTEGER

Schema = dict[str, Any]

# Words for readers; they change nothing in a record.
PROSE = ("title", "description", "examples", "default", "$comment", "$schema")


def breaking_changes(old: Schema, new: Schema) -> list[str]:
    """What an event of the old schema and one of the new cannot both pass; empty if it only grew.

    A renamed field shows as one removed. A closed list that grew is a break too: readers of the
    old one refuse the new words.
    """
    changes = _changes_of_object("", old, new)
    for name, definition in old.get("$defs", {}).items():
        changes += _changes_of_object(f"{name}.", definition, new.get("$defs", {}).get(name, {}))
    return changes


def _changes_of_object(prefix: str, old: Schema, new: Schema) -> list[str]:
    before, after = old.get("properties", {}), new.get("properties", {})
    needed_before, needed_after = set(old.get("required", [])), set(new.get("required", []))
    changes = [f"{prefix}{name} was removed" for name in before if name not in after]
    changes += [
        f"{prefix}{name} was retyped"
        for name, was in before.items()
        if name in after and _without_prose(was) != _without_prose(after[name])
    ]
    changes += [
        f"{prefix}{name} is newly required" for name in sorted(needed_after - needed_before)
    ]
    changes += [
        f"{prefix}{name} is no longer always there"
        for name in sorted(needed_before - needed_after)
        if name in after
    ]
    return changes + _changes_of_openness(prefix, old, new)


def _changes_of_openness(prefix: str, old: Schema, new: Schema) -> list[str]:
    """A closed object would make old readers refuse a field added later."""
    open_before = old.get("additionalProperties", True)
    open_after = new.get("additionalProperties", True)
    return [] if open_before == open_after else [f"{prefix or 'it'} no longer lets fields be added"]


def _without_prose(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_without_prose(part) for part in schema]
    if isinstance(schema, dict):
        return {
            word: _without_prose(part)
            for word, part in schema.items()
            if word not in PROSE and not _is_what_json_is(word, part)
        }
    return schema


def _is_what_json_is(word: str, part: Any) -> bool:
    """No reader could rely on a larger integer."""
    return word == "maximum" and part == LARGEST_INTEGER
