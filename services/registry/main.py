"""Where the register is put together."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import UUID

from services.registry.activities.card import CARD as ACTIVITIES
from services.registry.allocations.card import CARD as ALLOCATIONS
from services.registry.associations.card import CARD as ASSOCIATIONS
from services.registry.attendances.card import CARD as ATTENDANCES
from services.registry.attendances.card import DUES as OF_ATTENDANCES
from services.registry.boards.card import CARD as BOARDS
from services.registry.centres.card import CARD as CENTRES
from services.registry.chapters.card import CARD as CHAPTERS
from services.registry.citizens.card import CARD as CITIZENS
from services.registry.clan_members.card import CARD as CLAN_MEMBERS
from services.registry.clan_members.membership.heads import ClanHeadAge
from services.registry.clans.card import CARD as CLANS
from services.registry.classes.card import CARD as CLASSES
from services.registry.committees.card import CARD as COMMITTEES
from services.registry.consents.card import CARD as CONSENTS
from services.registry.documents.card import CARD as DOCUMENTS
from services.registry.duplicates.card import CARD as DUPLICATES
from services.registry.establishments.card import CARD as ESTABLISHMENTS
from services.registry.families.card import CARD as FAMILIES
from services.registry.families.family.heads import HeadAge
from services.registry.grants import GRANTS, SHARES
from services.registry.importing.kinds import KINDS
from services.registry.importing.undoing.undo import undo
from services.registry.imports.api.files import open_files
from services.registry.imports.api.lists import Lists
from services.registry.imports.api.looking import NUMBERS as OF_IMPORTS
from services.registry.imports.api.routes import MOST_SENT as MOST_SENT_OF_LISTS
from services.registry.imports.api.routes import PATH as OF_LISTS
from services.registry.imports.api.worker import ImportWorker
from services.registry.imports.card import CARD as IMPORTS
from services.registry.imports.card import DUES as OF_UNCONFIRMED
from services.registry.inbox.hearing import HEARERS, Hearing
from services.registry.memberships.card import CARD as MEMBERSHIPS
from services.registry.memberships.card import DUES as OF_MEMBERSHIPS
from services.registry.people.api.auditing import InVain
from services.registry.people.card import CARD as PEOPLE
from services.registry.people.texts.keeping import open_texts
from services.registry.people.vault.keeping import open_vault
from services.registry.people.vault.named_elsewhere import NamedElsewhere
from services.registry.people.vault.orphans import OrphanSweep
from services.registry.people.vault.refolding import Refolding
from services.registry.people.vault.sealing import MasterKey
from services.registry.people.vault.searching import open_search
from services.registry.places.card import CARD as PLACES
from services.registry.places.territory.refusals import PlaceUnknown
from services.registry.places.territory.territory import Territory
from services.registry.places.tree import TheTree
from services.registry.places.views import TABLE
from services.registry.plans.card import CARD as PLANS
from services.registry.populations.card import CARD as POPULATIONS
from services.registry.requests.card import CARD as REQUESTS
from services.registry.requests.card import DUES as OF_REQUESTS
from services.registry.requests.views import LATE_TO_ACKNOWLEDGE, OVERDUE
from services.registry.sessions.card import CARD as SESSIONS
from services.registry.settings import Settings
from services.registry.terms.card import CARD as TERMS
from services.registry.words.together import SENTENCES
from shared.eventstore.numbers import Numbers
from shared.messaging.listener import Listener
from shared.places import PlaceCopy
from shared.postgres.connections import ANSWERING
from shared.telemetry import metrics
from shared.vocabulary.calendar import Clock, system_clock
from shared.web.assembly import Assembly, brokers
from shared.web.card import Cards
from shared.web.doors import Limits
from shared.web.health import Loop
from shared.web.roles import Parts, Service
from shared.web.sayings import Sayings

CARDS = Cards(
    "registry",
    (
        ALLOCATIONS,
        PLACES,
        POPULATIONS,
        FAMILIES,
        CENTRES,
        CLASSES,
        PEOPLE,
        CLANS,
        CLAN_MEMBERS,
        ESTABLISHMENTS,
        CITIZENS,
        ASSOCIATIONS,
        CHAPTERS,
        BOARDS,
        COMMITTEES,
        TERMS,
        MEMBERSHIPS,
        DUPLICATES,
        CONSENTS,
        REQUESTS,
        SESSIONS,
        ACTIVITIES,
        DOCUMENTS,
        PLANS,
        ATTENDANCES,
        IMPORTS,
    ),
)
ASSEMBLY = Assembly(
    CARDS,
    Settings,
    Path(__file__).parent / "migrations",
    Sayings("services.registry", SENTENCES, GRANTS, shares=SHARES),
    hearers=HEARERS,
    hot=frozenset({Territory}),  # all changes of places are decided on it
    limits=Limits(
        bodies={
            "/registry/v1/people/names/export": 2_500_000,  # 50,000 references
            OF_LISTS: MOST_SENT_OF_LISTS,
        }
    ),
    due=(*OF_REQUESTS, *OF_UNCONFIRMED, *OF_MEMBERSHIPS, *OF_ATTENDANCES),
)
NUMBERS = (
    (metrics.REQUESTS_UNACKNOWLEDGED, LATE_TO_ACKNOWLEDGE),
    (metrics.REQUESTS_OVERDUE, OVERDUE),
    *OF_IMPORTS,
)
LISTS = Lists({kind.name: kind for kind in KINDS.values()}, SENTENCES, GRANTS, undo)
MIGRATIONS = ASSEMBLY.migrations


def service(settings: Settings | None = None) -> Service:
    """The register, set up by its environment unless told otherwise."""
    return ASSEMBLY.service(parts, settings)


@asynccontextmanager
async def parts(settings: Settings, clock: Clock = system_clock) -> AsyncIterator[Parts]:
    """Everything that runs, on connections that close at the end."""
    key = MasterKey.from_base64(settings.vault_key.get_secret_value())
    async with (
        ASSEMBLY.opened(settings, clock) as opened,
        open_vault(settings.database, key) as vault,
        open_search(settings.database, key) as search,
        open_texts(settings.database, key) as texts,
        open_files(settings.database, key, ANSWERING) as files,
    ):
        tree = TheTree(opened.transactions.store)
        ages = HeadAge(settings.years_to_head_family), ClanHeadAge(settings.years_of_clan_head)
        rules = settings.terms, settings.bands, *ages
        shown = PlaceCopy(opened.connections, TABLE)
        named = NamedElsewhere(files.forget_named)
        beside = vault, search, texts, files, LISTS, named, InVain(), *rules
        counter = opened.counter(tree, _unknown, shown, *beside)
        hearing = Hearing(settings.database, brokers(settings))
        own: list[Loop] = [
            OrphanSweep(settings.database, clock, settings.days_to_keep_exports, hearing.is_whole),
            Refolding(settings.database, key),
            ImportWorker(counter, settings.database, key, LISTS),
        ]
        listeners = [Listener(ASSEMBLY.listening(settings), each, clock) for each in HEARERS]
        found = opened.parts(counter, [*opened.workers(), *own], listeners)
        for gauge, question in NUMBERS:
            numbers = Numbers(gauge, settings.database, clock, {("registry",): question})
            found.health.of_service.append(numbers)
        yield found


def _unknown(place_id: UUID | None) -> PlaceUnknown:
    return PlaceUnknown(place=place_id)
