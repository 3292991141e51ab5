"""What each kind of thing goes through: the facts of a life, in their order."""

from typing import Any

from services.funding.allocations.allocation import FundAllocated
from services.funding.awards.award import ScholarshipAwarded
from services.funding.funds.fund import FundOpened
from services.notifications.deliveries.delivery import DeliveryAccepted, DeliveryRequested
from services.recognition.candidacies.candidacy.facts import (
    BearerAliasNamed,
    BearerAliasReleased,
    BearerAllocated,
    BearerHeard,
    BearerMerged,
    BearerMoved,
    BearerUnmerged,
    BearerWithdrawn,
    CandidacyRegistered,
    CandidacyRestated,
    CandidacyWithdrawn,
    RecognitionRestated,
    TitleRecognised,
)
from services.registry.activities.activity.facts import (
    ActivityCancelled,
    ActivityCorrected,
    ActivityHeld,
    ActivityPlanned,
    ActivityWithdrawn,
)
from services.registry.allocations.allocation.subjects import SubjectAllocated
from services.registry.associations.association.facts import (
    AssociationCorrected,
    AssociationEnded,
    AssociationFounded,
    AssociationMerged,
    AssociationRenamed,
    AssociationWithdrawn,
    HandoverAnnounced,
)
from services.registry.attendances.attendance.facts import AttendeeNamed, AttendeeWithdrawn
from services.registry.boards.board import facts as boards
from services.registry.centres.centre.facts import (
    CentreCorrected,
    CentreEnded,
    CentreEquipped,
    CentreEstablished,
    CentreFacilitiesWithdrawn,
    CentreMerged,
    CentreMoved,
    CentreRated,
    CentreRatingWithdrawn,
    CentreRenamed,
    CentreWithdrawn,
)
from services.registry.chapters.chapter.facts import (
    ChapterCorrected,
    ChapterEnded,
    ChapterFounded,
    ChapterMerged,
    ChapterMoved,
    ChapterRenamed,
    ChapterWithdrawn,
)
from services.registry.citizens.citizen.facts import (
    CitizenCorrected,
    CitizenEnded,
    CitizenMerged,
    CitizenMoved,
    CitizenRegistered,
    CitizenUnmerged,
    CitizenWithdrawn,
)
from services.registry.clan_members.membership.facts import (
    ClanHeadCorrected,
    ClanHeadNamed,
    ClanMemberCorrected,
    ClanMemberJoined,
    ClanMemberLeft,
    ClanMemberWithdrawn,
)
from services.registry.clans.clan import (
    ClanCorrected,
    ClanEnded,
    ClanMoved,
    ClanNameCorrected,
    ClanRegistered,
    ClanWithdrawn,
)
from services.registry.classes.learning_class.facts import (
    ClassCancelled,
    ClassCorrected,
    ClassHeld,
    ClassHeldByOrganiser,
    ClassPlanned,
    ClassWithdrawn,
)
from services.registry.committees.committee import facts as committees
from services.registry.documents.document import facts as documents
from services.registry.duplicates.merging.facts import (
    ClanMerged,
    ClanUnmerged,
    DuplicateDismissed,
    EstablishmentMerged,
    EstablishmentUnmerged,
    FamilyMerged,
    FamilyUnmerged,
    PersonMerged,
    PersonUnmerged,
)
from services.registry.establishments.establishment import (
    EstablishmentCorrected,
    EstablishmentEnded,
    EstablishmentMoved,
    EstablishmentNameCorrected,
    EstablishmentRegistered,
    EstablishmentWithdrawn,
)
from services.registry.families.family.facts import (
    FamilyCorrected,
    FamilyEnded,
    FamilyHeadNamed,
    FamilyJoined,
    FamilyMemberCorrected,
    FamilyMemberJoined,
    FamilyMemberLeft,
    FamilyMemberWithdrawn,
    FamilyMoved,
    FamilyRegistered,
    FamilyWithdrawn,
)
from services.registry.imports.list_import import facts as imports
from services.registry.memberships.membership.facts import (
    MembershipCorrected,
    MembershipDuesPaid,
    MembershipEnded,
    MembershipMoved,
    MembershipReserved,
    MembershipStarted,
    MembershipWithdrawn,
)
from services.registry.people.person import PersonalDataCorrected, PersonErased
from services.registry.places.territory.facts import (
    PlaceAltered,
    PlaceChangesCancelled,
    PlaceEnded,
    PlaceWithdrawn,
)
from services.registry.places.territory.facts import PlaceEstablished as Established
from services.registry.plans.plan import facts as plans
from services.registry.populations.population import (
    PopulationCorrected,
    PopulationStated,
    PopulationWithdrawn,
)
from services.registry.requests.request.request import (
    RequestAcknowledged,
    RequestAnswered,
    RequestExtended,
    RequestReceived,
)
from services.registry.sessions.session.facts import (
    SessionCancelled,
    SessionCorrected,
    SessionHeld,
    SessionPlanned,
    SessionWithdrawn,
)
from services.registry.terms.term import facts as terms

LIVES: dict[str, list[list[type[Any]]]] = {
    "registry": [
        [Established, PlaceAltered, PlaceEnded, PlaceChangesCancelled],
        [Established, PlaceWithdrawn],
        [
            FamilyRegistered,
            FamilyMemberJoined,
            FamilyMemberLeft,
            FamilyHeadNamed,
            FamilyMoved,
            FamilyEnded,
            FamilyWithdrawn,
        ],
        [FamilyRegistered, FamilyMemberJoined, FamilyMemberCorrected, FamilyMemberWithdrawn],
        [FamilyRegistered, FamilyCorrected, FamilyJoined],
        [ClanRegistered, ClanNameCorrected, ClanMoved, ClanCorrected, ClanEnded],
        [ClanRegistered, ClanWithdrawn],
        [ClanMemberJoined, ClanHeadNamed, ClanHeadCorrected, ClanMemberLeft],
        [ClanMemberJoined, ClanMemberCorrected, ClanMemberWithdrawn],
        [
            EstablishmentRegistered,
            EstablishmentNameCorrected,
            EstablishmentMoved,
            EstablishmentCorrected,
            EstablishmentEnded,
        ],
        [EstablishmentRegistered, EstablishmentWithdrawn],
        [AssociationFounded, AssociationRenamed, AssociationCorrected, AssociationEnded],
        [AssociationFounded, AssociationMerged, HandoverAnnounced],
        [AssociationFounded, AssociationWithdrawn],
        [ChapterFounded, ChapterRenamed, ChapterMoved, ChapterCorrected, ChapterEnded],
        [ChapterFounded, ChapterMerged],
        [ChapterFounded, ChapterWithdrawn],
        [boards.BoardFounded, boards.BoardCorrected, boards.BoardEnded],
        [boards.BoardFounded, boards.BoardMerged],
        [boards.BoardFounded, boards.BoardWithdrawn],
        [committees.CommitteeFounded, committees.CommitteeCorrected, committees.CommitteeEnded],
        [committees.CommitteeFounded, committees.CommitteeMerged],
        [committees.CommitteeFounded, committees.CommitteeWithdrawn],
        [
            terms.TermStarted,
            terms.PostFilled,
            terms.PostVacated,
            terms.PostWithdrawn,
            terms.TermCorrected,
            terms.TermEnded,
        ],
        [terms.TermStarted, terms.TermWithdrawn],
        [MembershipStarted, MembershipMoved, MembershipDuesPaid, MembershipCorrected],
        [MembershipStarted, MembershipEnded],
        [MembershipStarted, MembershipWithdrawn],
        [MembershipReserved],
        [CitizenRegistered, CitizenMoved, CitizenCorrected, CitizenEnded, CitizenRegistered],
        [CitizenRegistered, CitizenWithdrawn],
        [CitizenRegistered, CitizenMerged, CitizenUnmerged],
        [PopulationStated, PopulationCorrected],
        [PopulationStated, PopulationCorrected, PopulationWithdrawn, PopulationStated],
        [CentreEstablished, ClassHeld, ClassHeld],
        [CentreEstablished, CentreRenamed, CentreMoved, ClassHeld, CentreEnded],
        [CentreEstablished, CentreCorrected, CentreMerged, CentreWithdrawn],
        [CentreEstablished, CentreRated, CentreRated],
        [CentreEstablished, CentreRated, CentreRatingWithdrawn, CentreRated],
        [CentreEstablished, CentreEquipped, CentreEquipped],
        [CentreEstablished, CentreEquipped, CentreFacilitiesWithdrawn, CentreEquipped],
        [ClassPlanned, ClassHeldByOrganiser, ClassCorrected],
        [ClassPlanned, ClassCancelled],
        [ClassHeldByOrganiser, ClassCorrected, ClassWithdrawn],
        [ActivityPlanned, ActivityHeld, ActivityCorrected],
        [ActivityPlanned, ActivityCancelled],
        [ActivityHeld, ActivityCorrected, ActivityWithdrawn],
        [
            imports.ImportSubmitted,
            imports.ImportMended,
            imports.ImportConfirmed,
            imports.ImportStarted,
            imports.ImportEnded,
            imports.ImportConfirmed,
            imports.ImportFinished,
            imports.ImportUndoBegun,
            imports.ImportUndone,
        ],
        [imports.ImportSubmitted, imports.ImportDropped],
        [imports.ImportFileReserved],
        [plans.PlanAdopted, plans.PlanItemSet, plans.PlanItemClosed, plans.PlanItemReopened],
        [plans.PlanAdopted, plans.PlanCorrected, plans.PlanWithdrawn],
        [plans.PlanItemSet, plans.PlanItemCorrected, plans.PlanItemWithdrawn],
        [documents.DocumentIssued, documents.DocumentCorrected],
        [documents.DocumentIssued, documents.DocumentWithdrawn],
        [SessionPlanned, SessionHeld, SessionCorrected],
        [SessionPlanned, SessionCancelled],
        [AttendeeNamed, AttendeeWithdrawn, AttendeeNamed],
        [SessionHeld, SessionCorrected, SessionWithdrawn],
        [PersonErased],
        [PersonMerged, PersonUnmerged, PersonMerged],
        [FamilyMerged, FamilyUnmerged, FamilyMerged],
        [ClanMerged, ClanUnmerged, EstablishmentMerged, EstablishmentUnmerged, ClanMerged],
        [DuplicateDismissed],
        [SubjectAllocated, SubjectAllocated],
        [PersonalDataCorrected],
        [RequestReceived, RequestAcknowledged, RequestExtended, RequestAnswered],
    ],
    "recognition": [
        [BearerHeard, CandidacyRegistered, TitleRecognised],
        [BearerHeard, BearerMoved, BearerAllocated, BearerAllocated],
        [BearerHeard, CandidacyRegistered, BearerWithdrawn, CandidacyWithdrawn],
        [BearerHeard, BearerMerged, BearerUnmerged, BearerMerged],
        [BearerHeard, BearerAliasNamed, BearerAliasReleased],
        [BearerHeard, CandidacyRegistered, TitleRecognised, CandidacyRestated, RecognitionRestated],
    ],
    "funding": [
        [FundOpened, ScholarshipAwarded, ScholarshipAwarded],
        [FundOpened, FundAllocated, ScholarshipAwarded, FundAllocated],
    ],
    "notifications": [[DeliveryRequested, DeliveryAccepted]],
}
OF_CLAN = {ClanMemberJoined, ClanMemberLeft, ClanMemberCorrected, ClanMemberWithdrawn}
OF_BODY = {
    terms.TermStarted,
    terms.TermCorrected,
    terms.TermEnded,
    terms.TermWithdrawn,
    terms.PostFilled,
    terms.PostVacated,
    terms.PostWithdrawn,
}
OF_FUND = {FundAllocated, ScholarshipAwarded}
OF_A_PARENT = {*OF_BODY, ClassHeld, *OF_FUND, ClanHeadNamed, ClanHeadCorrected, *OF_CLAN}
"""Each is on a stream of its own, and names what it is of."""
