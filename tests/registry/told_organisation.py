"""What facts of the movement's organisation are told as, each beside its event."""

from typing import Any

from services.registry.associations.association import facts as associations
from shared.contracts.registry import associations as told_associations
from tests.registry.told import DAY, LATER, OTHER, PLACE, STREAM

PAPER = "12/QĐ-UBND"
NAMED = associations.Named("Hội Khuyến học Quận 5", DAY)
DISTRICT: dict[str, Any] = {"association_id": STREAM, "place_id": PLACE, "level": "district"}
WAS_THERE = (associations.AssociationSpell(PLACE, DAY, level="district"),)
NOW_THERE = (associations.AssociationSpell(PLACE, DAY, LATER, level="district"),)
OF_DISTRICT: dict[str, Any] = {
    name: tuple(told_associations.AssociationSpell(**vars(each)) for each in said)
    for name, said in (("was", WAS_THERE), ("now", NOW_THERE))
}
OVER: dict[str, Any] = DISTRICT | OF_DISTRICT | {"ended_on": LATER, "document_number": PAPER}
ASSOCIATIONS_TOLD: list[tuple[Any, Any]] = [
    (
        associations.AssociationFounded(PLACE, "district", NAMED.name, DAY, PAPER),
        told_associations.AssociationFoundedV1(**DISTRICT, founded_on=DAY, document_number=PAPER),
    ),
    (
        associations.AssociationCorrected(
            PLACE, "district", DAY, None, (NAMED,), NOW_THERE, WAS_THERE
        ),
        told_associations.AssociationCorrectedV1(
            **DISTRICT,
            founded_on=DAY,
            document_number=None,
            was=OF_DISTRICT["now"],
            now=OF_DISTRICT["was"],
        ),
    ),
    (
        associations.AssociationMerged(
            PLACE, "district", OTHER, LATER, PAPER, WAS_THERE, NOW_THERE
        ),
        told_associations.AssociationMergedV1(**OVER, into_association_id=OTHER),
    ),
    (
        associations.AssociationEnded(PLACE, "district", LATER, PAPER, WAS_THERE, NOW_THERE),
        told_associations.AssociationEndedV1(**OVER),
    ),
    (
        associations.AssociationWithdrawn(PLACE, "district", WAS_THERE),
        told_associations.AssociationWithdrawnV1(**DISTRICT, was=OF_DISTRICT["was"], now=()),
    ),
]
ORGANISATION_TOLD = [*ASSOCIATIONS_TOLD]
ORGANISATION_KEPT = [associations.AssociationRenamed((NAMED,))]
