"""What a row says of a centre beside that it is there: how it was rated, and what it has."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final
from uuid import UUID

from services.registry.centres.api import commands, equipping
from services.registry.centres.api.commands import Done
from services.registry.centres.centre.bands import Bands
from services.registry.centres.centre.centre import Centre
from services.registry.importing.centres.books import states_of
from services.registry.importing.centres.cells import band
from services.registry.importing.centres.list import CentreRow
from services.registry.importing.things import Outcome, recorded_unless_known
from shared.importing.doubts import BooksSayOtherwise
from shared.importing.kinds import Run
from shared.importing.report import Became
from shared.vocabulary.facilities import FACILITIES
from shared.web.bulk import Rows
from shared.web.counter import Counter

Standing = Mapping[int, tuple[CentreRow, UUID]]
"""By number of its row, each centre that stands on the books."""
EQUIP: Final = Rows("registry.centre.equip", equipping.CentreEquipmentForm, equipping.equip, Done)


async def rated(counter: Counter, standing: Standing, run: Run) -> Mapping[int, Outcome]:
    bands = counter.has(Bands)
    rows = Rows("registry.centre.rate", commands.CentreRatingForm, partial(_rate, bands), Done)
    said = {n: (row, id_) for n, (row, id_) in standing.items() if row.rating is not None}
    asked = [
        run.asked(n, row.line, rows.form, _rating(row, id_, bands), thing="rating")
        for n, (row, id_) in said.items()
    ]

    async def known(new: Sequence[int]) -> Mapping[int, Outcome]:
        states = await states_of(counter, [said[n][1] for n in new])
        met = {n: _rated_already(said[n][0], states[said[n][1]], bands) for n in new}
        return {n: each for n, each in met.items() if each is not None}

    return dict(zip(said, await recorded_unless_known(counter, rows, asked, known), strict=True))


def _rate(bands: Bands, form: commands.CentreRatingForm, by: Any) -> Any:
    return commands.rate(form, by, bands)


def _rating(row: CentreRow, centre_id: UUID, bands: Bands) -> dict[str, Any]:
    said = row.rating
    assert said is not None, "only rated centres are asked for"
    form = {
        "centre_id": str(centre_id),
        "rating_year": said.year,
        "band_code": band(said.band, bands.of(said.year)),
        "rater_code": said.rater,
        "rated_on": said.rated_on.isoformat(),
    }
    return form if said.score is None else {**form, "score": said.score}


def _rated_already(row: CentreRow, centre: Centre, bands: Bands) -> Outcome | None:
    said = row.rating
    assert said is not None, "only rated centres are asked for"
    last = centre.ratings.get(said.year)
    if last is None:
        return None
    meant = band(said.band, bands.of(said.year)), said.rater, said.score or last.score
    same = (last.band_code, last.rater_code, last.score) == meant
    return Became.UNCHANGED if same else BooksSayOtherwise()


async def equipped(counter: Counter, standing: Standing, run: Run) -> Mapping[int, Outcome]:
    said = {n: (row, id_) for n, (row, id_) in standing.items() if row.facilities is not None}
    asked = [
        run.asked(n, row.line, EQUIP.form, _equipment(row, id_, run), thing="equipment")
        for n, (row, id_) in said.items()
    ]

    async def known(new: Sequence[int]) -> Mapping[int, Outcome]:
        states = await states_of(counter, [said[n][1] for n in new])
        met = {n: _equipped_already(said[n][0], states[said[n][1]]) for n in new}
        return {n: each for n, each in met.items() if each is not None}

    return dict(zip(said, await recorded_unless_known(counter, EQUIP, asked, known), strict=True))


def _equipment(row: CentreRow, centre_id: UUID, run: Run) -> dict[str, Any]:
    return {
        "centre_id": str(centre_id),
        "equipped_year": row.equipped_year,
        "said_on": run.on.isoformat(),
        "facilities": [
            {"facility_code": code} | ({"number": number} if code in FACILITIES.counted else {})
            for code, number in (row.facilities or {}).items()
            if number
        ],
    }


def _equipped_already(row: CentreRow, centre: Centre) -> Outcome | None:
    last = centre.equipment.get(row.equipped_year)
    if last is None:
        return None
    has = {each.facility_code: each.number for each in last.facilities}
    same = has == {code: number for code, number in (row.facilities or {}).items() if number}
    return Became.UNCHANGED if same else BooksSayOtherwise()
