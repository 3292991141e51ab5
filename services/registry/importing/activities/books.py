"""Who organised what a list says, as the books know them; and which activities they have."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from services.registry.associations.views import ASSOCIATIONS, AssociationRow
from services.registry.establishments.views import ESTABLISHMENTS, EstablishmentRow
from services.registry.importing.activities.doubts import OrganiserNotFound
from services.registry.importing.activities.list import ActivityRow
from services.registry.importing.centres.books import Kept as CentreKept
from services.registry.importing.centres.books import centres_at
from services.registry.importing.centres.cells import in_full as centre_in_full
from services.registry.importing.establishments.saying import in_full
from services.registry.importing.members.books import name_on
from services.registry.organised.organisers import authority_id
from shared.importing.kinds import Run
from shared.vocabulary.folding import bare, sounded
from shared.vocabulary.kinds import AUTHORITIES
from shared.web.counter import BEGINNING, Counter

MOST: Final = 1_000
_AUTHORITIES: Final = {
    "party-committee": r"(ban thuong vu |bch )?dang (uy|bo)\b.*",
    "steering-committee": r"(ban chi dao|bcd)\b.*",
    "education-office": r"(phong|so) (giao duc|gd)\b.*",
    "peoples-committee": r"(ubnd|uy ban nhan dan|uy ban)\b.*",
}
_ASSOCIATION: Final = re.compile(r"(hoi (khuyen hoc|kh)|hkh)\b.*")
_CENTRE: Final = re.compile(r"(tthtcd|tt htcd|trung tam .*hoc tap cong dong|ttvh htcd)\b.*")
_PARTNERS: Final = {
    "farmers-association": r"hoi nong dan|nong dan|hnd",
    "womens-union": r"(hoi )?(lhpn|phu nu|lien hiep phu nu)",
    "youth-union": r"doan (thanh nien|tn|xa|phuong)|tncs",
    "veterans-association": r"(hoi )?(cuu chien binh|ccb)",
    "fatherland-front": r"(ub ?)?mttq|mat tran",
    "health-station": r"(tram|trung tam) y te|y te",
    "police-and-military": r"cong an|quan su|bien phong",
    "judicial-office": r"tu phap",
    "propaganda-board": r"tuyen giao",
    "trade-union": r"cong doan|lien doan lao dong",
    "agricultural-extension": r"khuyen nong",
}
_BETWEEN: Final = re.compile(r"\s*[;\n,+]\s*|\s+và\s+|\s+phối hợp(?: với)?\s+")
HELD: Final = """
select day, first_on, activity_kind, organiser_id, attendances from activities
where organiser_id = any(%(ids)s) and day = any(%(days)s) and held_on is not null
"""


@dataclass(frozen=True)
class Organised:
    """By whom, and with whom, as the form takes it; `organiser_id`: under which it is found."""

    said: Mapping[str, Any]
    organiser_id: UUID


class Organisers:
    """Those of the place of a list, as the books have them on the day of the list."""

    def __init__(
        self,
        run: Run,
        associations: Sequence[AssociationRow],
        centres: Sequence[CentreKept],
        establishments: Sequence[EstablishmentRow],
    ) -> None:
        self._run, self._associations = run, associations
        self._centres, self._establishments = centres, establishments

    def of(self, row: ActivityRow) -> Organised:
        """Raises the Doubt of an organiser."""
        first, *more = _named(row.organiser) or [""]
        whose = self._one(first)
        others: list[Mapping[str, str]] = []
        partners: list[str] = []
        for each in (*more, *_named(row.together)):
            if partner := _partner(each):
                partners.append(partner)
            elif (other := self._one(each)) not in (whose, *others):
                others.append(other)
        beside = {
            "co_organisers": others,
            "partners": [{"partner_kind": each} for each in dict.fromkeys(partners)],
        }
        id_ = whose.get("organiser_id") or authority_id(whose["organiser_kind"], self._run.place_id)
        return Organised({**whose, **beside}, UUID(str(id_)))

    def _one(self, words: str) -> Mapping[str, str]:
        plain = bare(words)
        for kind, way in _AUTHORITIES.items():
            if kind in AUTHORITIES and re.fullmatch(way, plain):
                return {"organiser_kind": kind, "place_id": str(self._run.place_id)}
        if _ASSOCIATION.fullmatch(plain):
            names = {a.association_id: name_on(a.names, self._run.on) for a in self._associations}
            return _found("association", names, sounded(words), sounded)
        if _CENTRE.fullmatch(plain):
            called = {each.centre_id: each.name or "" for each in self._centres}
            return _found("centre", called, centre_in_full(words), centre_in_full)
        known = {each.establishment_id: each.name for each in self._establishments}
        found = [id_ for id_, name in known.items() if in_full(name) == in_full(words)]
        if len(found) != 1:
            raise OrganiserNotFound
        return {"organiser_kind": "establishment", "organiser_id": str(found[0])}


def _found(kind: str, names: Mapping[UUID, str], meant: str, folded: Any) -> Mapping[str, str]:
    """The one that is called so, or the only one there is."""
    same = [id_ for id_, name in names.items() if folded(name) == meant]
    found = same or [*names]
    if len(found) != 1:
        raise OrganiserNotFound
    return {"organiser_kind": kind, "organiser_id": str(found[0])}


def _named(words: str) -> list[str]:
    return [each for each in _BETWEEN.split(words) if any(map(str.isalpha, each))]


def _partner(words: str) -> str | None:
    plain = bare(words)
    return next((kind for kind, way in _PARTNERS.items() if re.match(rf"({way})\b", plain)), None)


async def organisers_of(counter: Counter, run: Run) -> Organisers:
    """Of a place out of reach it is as if there were none."""
    if not run.by.reaches(run.place_id):
        return Organisers(run, [], [], [])
    asked: dict[str, Any] = {"place_id": run.place_id, "on": run.on, "until": date.max}
    asked |= {"after": BEGINNING, "most": MOST}
    return Organisers(
        run,
        await counter.rows(AssociationRow, ASSOCIATIONS.at_place, **asked),
        await centres_at(counter, [run.place_id], run),
        await counter.rows(EstablishmentRow, ESTABLISHMENTS.at_place, **asked),
    )


@dataclass(frozen=True)
class Held:
    day: date
    first_on: date | None
    activity_kind: str
    organiser_id: UUID
    attendances: int | None


async def held_by(
    counter: Counter, sought: Sequence[tuple[ActivityRow, UUID]]
) -> Mapping[tuple[object, ...], list[Held]]:
    """By organiser, kind and days, those on the books."""
    ids = [*{id_ for _, id_ in sought}]
    on = sorted({row.held_on for row, _ in sought})
    found = await counter.rows(Held, HELD, ids=ids, days=on) if sought else []
    known: dict[tuple[object, ...], list[Held]] = defaultdict(list)
    for each in found:
        known[each.organiser_id, each.activity_kind, each.first_on, each.day].append(each)
    return known
