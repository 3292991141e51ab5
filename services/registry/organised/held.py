"""What counts of what was held, as facts keep it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID


@dataclass(frozen=True)
class Organiser:
    """Who organised it, too. Stored in facts."""

    organiser_kind: str
    organiser_id: UUID


@dataclass(frozen=True)
class Partner:
    """Which kind of body worked along (đơn vị phối hợp). Stored in facts."""

    partner_kind: str


class Together:
    """Of what says who organised it, too, and who worked along: what views have columns for."""

    co_organisers: tuple[Organiser, ...]
    partners: tuple[Partner, ...]

    @property
    def co_organiser_kinds(self) -> Sequence[str]:
        return [each.organiser_kind for each in self.co_organisers]

    @property
    def co_organiser_ids(self) -> Sequence[UUID]:
        return [each.organiser_id for each in self.co_organisers]

    @property
    def partner_kinds(self) -> Sequence[str]:
        return [each.partner_kind for each in self.partners]


@dataclass(frozen=True)
class Held:
    """Stored in facts. `place_id`: where its organiser was on its day; `attendances`: lượt người;
    `cost_dong`: whole đồng, None: nobody said; `programme_code` None: of none that was said;
    `people`: how many who came are named, each once; `of_names`: nobody said a head count, and
    `attendances` are those people."""

    place_id: UUID
    topic_code: str
    held_on: date
    attendances: int
    cost_dong: int | None = None
    programme_code: str | None = None
    co_organisers: tuple[Organiser, ...] = ()
    partners: tuple[Partner, ...] = ()
    people: int = 0
    of_names: bool = False

    def with_named(self, people: int) -> "Held":
        """So many who came are named."""
        came = people if self.of_names else self.attendances
        return replace(self, people=people, attendances=came)


class Counted(Together):
    """Of a fact that says what was held: its day, and what counts of it."""

    place_id: UUID
    topic_code: str
    held_on: date
    attendances: int
    cost_dong: int | None
    programme_code: str | None
    people: int = 0
    of_names: bool = False

    @property
    def day(self) -> date:
        return self.held_on

    @property
    def counts(self) -> Held:
        return Held(
            self.place_id,
            self.topic_code,
            self.held_on,
            self.attendances,
            self.cost_dong,
            self.programme_code,
            self.co_organisers,
            self.partners,
            self.people,
            self.of_names,
        )
