"""Lists of measures: those that fit together, and those of one value that have a name of their
own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from services.rollups.measures.dimensions import dimension
from services.rollups.measures.measure import Measure, MeasureMisdescribed
from shared.contracts.envelope import Contract


@dataclass(frozen=True)
class Slice:
    """A measure with one value of a dimension, asked for by a name of its own."""

    name: str
    vietnamese: str
    measure: str
    dimension: str
    value: str


@dataclass(frozen=True)
class Catalogue:
    """Measures and slices that fit together, each name once. Raises MeasureMisdescribed."""

    measures: tuple[Measure, ...]
    slices: tuple[Slice, ...] = ()

    def __post_init__(self) -> None:
        names = [each.name for each in self.measures] + [each.name for each in self.slices]
        for name in names:
            if names.count(name) > 1:
                raise MeasureMisdescribed(f"two measures are called {name}")
        for held in self.measures:
            if held.holding and self.by_name[held.holding.of].by:
                raise MeasureMisdescribed(f"{held.name}: of holders that are told apart")
        for each in self.slices:
            of = self.by_name.get(each.measure)
            if of is None or each.dimension not in of.by:
                raise MeasureMisdescribed(f"{each.name}: no {each.measure} by {each.dimension}")
            if not dimension(each.dimension).has(each.value):
                raise MeasureMisdescribed(f"{each.name}: no such {each.dimension}: {each.value}")

    @property
    def by_name(self) -> Mapping[str, Measure]:
        return {each.name: each for each in self.measures}

    @property
    def heard(self) -> tuple[type[Contract], ...]:
        """The types of events that are counted, each once."""
        return tuple(dict.fromkeys(_events(self.measures)))

    @property
    def versions(self) -> Mapping[str, int]:
        """By the name of the measure."""
        return {each.name: each.version for each in self.measures}

    @property
    def described(self) -> str:
        """What may be asked, for who asks: a line each."""
        lines = [_line(each.name, each.vietnamese, each) for each in self.measures]
        lines += [
            _line(each.name, each.vietnamese, self.by_name[each.measure]) for each in self.slices
        ]
        return "\n".join(lines)


def _events(measures: Iterable[Measure]) -> Iterable[type[Contract]]:
    return (event for each in measures for event in each.heard)


def _line(name: str, vietnamese: str, measure: Measure) -> str:
    by = f", by {', '.join(measure.by)}" if measure.by else ""
    return f"- `{name}`: {vietnamese} ({measure.nature}{by})"
