"""A measure as it is asked for, and the refusals of one that cannot be."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from services.rollups.measures.catalogue import BY_NAME, SLICES
from services.rollups.measures.dimensions import NOT_SAID, SPAN, Values, dimension
from services.rollups.measures.measure import Measure, Nature
from shared.vocabulary.refusals import Kind, Refusal

_SLICES = {each.name: each for each in SLICES}


class UnknownMeasure(Refusal):
    code = "rollups.unknown-measure"
    kind = Kind.INVALID
    sentence = "There is no measure called {measure}."


class TitleYearMissing(Refusal):
    code = "rollups.title-year-missing"
    kind = Kind.INVALID
    sentence = "The measure {measure} is counted by title and title year: say which."


class UnknownTitle(Refusal):
    code = "rollups.unknown-title"
    kind = Kind.INVALID
    sentence = "{title} in the year {year} is not a title and title year."


class NotCountedBy(Refusal):
    code = "rollups.not-counted-by"
    kind = Kind.INVALID
    sentence = "The measure {measure} is not counted by {dimension}."


class UnknownValue(Refusal):
    code = "rollups.unknown-value"
    kind = Kind.INVALID
    sentence = "{value} is not a value of {dimension}."


class UnknownTopic(Refusal):
    code = "rollups.unknown-topic"
    kind = Kind.INVALID
    sentence = "There is no topic {topic}; the topics are {topics}."


class TwoValues(Refusal):
    code = "rollups.two-values"
    kind = Kind.INVALID
    sentence = "Two values of {dimension} were named: name one."


@dataclass(frozen=True)
class AskedMeasure:
    """A measure by its name or that of a slice: only what has these values of some dimensions, or,
    where values form a tree, one that lies below; apart by those in `apart`, each as it was
    recorded, added together over all others."""

    name: str
    measure: Measure
    only: tuple[tuple[str, str], ...] = ()
    apart: tuple[str, ...] = ()

    @property
    def nature(self) -> Nature:
        return self.measure.nature

    def group(self, values: Values, since: date | None = None) -> Values | None:
        """What a cell with these values is told apart by; None: it is not asked for, or takes a
        span that began before the period did (`since`; None: ever)."""
        said = dict(zip(self.measure.by, values, strict=True))
        if since is not None and said.get(SPAN) and said[SPAN] < since.isoformat():
            return None
        if not all(dimension(name).covers(value, said[name]) for name, value in self.only):
            return None
        return tuple(said[name] for name in self.apart)


def measure(
    name: str,
    title: str | None = None,
    year: int | None = None,
    only: Iterable[tuple[str, str]] = (),
    apart: Sequence[str] = (),
) -> AskedMeasure:
    """The measure of that name, only with these values; one that is counted by title needs the
    title and the title year, unless `only` says them, and others pay no heed to them."""
    of_slice = _SLICES.get(name)
    found = BY_NAME.get(of_slice.measure if of_slice else name)
    if found is None:
        raise UnknownMeasure(measure=name[:40])
    wanted = [*only]
    if of_slice:
        wanted.append((of_slice.dimension, of_slice.value))
    for each in (*dict(wanted), *apart):
        if each not in found.by:
            raise NotCountedBy(measure=name, dimension=each[:40])
    values = _values(wanted)
    if "title" in found.by:
        values |= _title_and_year(name, values.get("title", title), values.get("title_year", year))
    return AskedMeasure(name, found, tuple(sorted(values.items())), tuple(dict.fromkeys(apart)))


def _values(wanted: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Each dimension once."""
    found: dict[str, str] = {}
    for name, value in wanted:
        if not dimension(name).has(value):
            raise UnknownValue(dimension=name, value=value[:40])
        tree = dimension(name).tree
        if tree is not None and value not in (NOT_SAID, *tree.names):
            raise UnknownTopic(topic=value[:40], topics=tree.listed)
        if found.setdefault(name, value) != value:
            raise TwoValues(dimension=name)
    return found


def _title_and_year(name: str, title: str | None, year: int | str | None) -> dict[str, str]:
    """Values of these are never added together."""
    if title is None or year is None:
        raise TitleYearMissing(measure=name)
    found = {"title": title, "title_year": str(year)}
    if not all(dimension(each).has(value) for each, value in found.items()):
        raise UnknownTitle(title=title[:40], year=year)
    return found
