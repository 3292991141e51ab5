"""Who organises something together: one on whose books it is, co-organisers beside it (đồng tổ
chức), and which kinds of bodies worked along (đơn vị phối hợp)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import Field

from services.registry.organised import held, naming
from services.registry.organised.held import Partner
from services.registry.organised.life import Unorganised
from services.registry.organised.naming import OrganisedForm, States, organiser
from shared.vocabulary.kinds import LONGEST_CODE
from shared.web.caller import Caller
from shared.web.values import Form, Text

MOST_CO_ORGANISERS: Final = 20
MOST_PARTNERS: Final = 20
PartnerKind = Annotated[Text, Field(max_length=LONGEST_CODE, examples=["farmers-association"])]


class PartnerForm(Form):
    partner_kind: PartnerKind


class TogetherForm(OrganisedForm):
    """`co_organisers`: who organised it, too, each as the organiser is named; `partners`: which
    kinds of bodies worked along."""

    co_organisers: Annotated[tuple[OrganisedForm, ...], Field(max_length=MOST_CO_ORGANISERS)] = ()
    partners: Annotated[tuple[PartnerForm, ...], Field(max_length=MOST_PARTNERS)] = ()


@dataclass(frozen=True)
class Together:
    """Whose it is and who organised it, too, as an officer names them; all are there on its day."""

    whose: naming.Organiser
    others: Sequence[naming.Organiser]
    partners: tuple[Partner, ...]

    @property
    def streams(self) -> Mapping[UUID, Any]:
        """Those that say where each of them is."""
        found: dict[UUID, Any] = {}
        for each in (self.whose, *self.others):
            found |= each.streams
        return found

    @property
    def co_organisers(self) -> tuple[held.Organiser, ...]:
        """In one order, whichever they are said in."""
        named = [held.Organiser(*each.named) for each in self.others]
        return tuple(sorted(named, key=lambda each: (each.organiser_kind, each.organiser_id)))

    def place(self, states: States, day: date, by: Caller) -> UUID:
        """Where the organiser is on that day. Refused of any of them who is not there, or out of
        reach."""
        at = self.whose.place(states, day, by)
        for each in self.others:
            each.place(states, day, by)
        return at


def together(form: TogetherForm, refusing: Unorganised) -> Together:
    others = [organiser(each, refusing) for each in form.co_organisers]
    partners = sorted((Partner(each.partner_kind) for each in form.partners), key=_kind)
    return Together(organiser(form, refusing), others, tuple(partners))


def _kind(partner: Partner) -> str:
    return partner.partner_kind
