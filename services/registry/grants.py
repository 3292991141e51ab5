"""Which officers may do what in the register. The system may do everything."""

from collections.abc import Mapping
from typing import Final

from shared.web.scope import COMMUNE, HAMLET, PROVINCE, Actions

GRANTS: Final[Actions] = {
    "registry.place.read": (PROVINCE, COMMUNE, HAMLET),
    # of hamlets: other places are made by a reorganisation only
    "registry.place.establish": (PROVINCE, COMMUNE),
    # of what they reach: to another province, and provinces themselves, the system takes places
    "registry.place.reorganise": (PROVINCE,),
    # of hamlets of a split commune: whoever has all of its parts
    "registry.place.allocate": (PROVINCE, COMMUNE),
    # of all that they reach: a place states its own counts
    "registry.population.read": (PROVINCE, COMMUNE, HAMLET),
    "registry.population.state": (PROVINCE, COMMUNE),
    "registry.population.correct": (PROVINCE, COMMUNE),
    "registry.population.withdraw": (PROVINCE, COMMUNE),
    "registry.subject.read": (PROVINCE, COMMUNE, HAMLET),
    "registry.subject.allocate": (PROVINCE, COMMUNE),
    "registry.family.read": (PROVINCE, COMMUNE, HAMLET),
    "registry.family.register": (PROVINCE, COMMUNE, HAMLET),
    "registry.family.correct": (PROVINCE, COMMUNE),
    "registry.family.move": (PROVINCE, COMMUNE),
    "registry.family.end": (PROVINCE, COMMUNE),
    "registry.family.withdraw": (PROVINCE, COMMUNE),
    "registry.family.split": (PROVINCE, COMMUNE),
    "registry.family.join": (PROVINCE, COMMUNE),
    "registry.family.head": (PROVINCE, COMMUNE, HAMLET),
    "registry.family.member": (PROVINCE, COMMUNE, HAMLET),
    "registry.citizen.read": (PROVINCE, COMMUNE, HAMLET),
    "registry.citizen.register": (PROVINCE, COMMUNE, HAMLET),
    "registry.citizen.correct": (PROVINCE, COMMUNE),
    "registry.citizen.move": (PROVINCE, COMMUNE),
    "registry.citizen.end": (PROVINCE, COMMUNE),
    "registry.citizen.withdraw": (PROVINCE, COMMUNE),
    "registry.clan.read": (PROVINCE, COMMUNE, HAMLET),
    "registry.clan.register": (PROVINCE, COMMUNE),
    "registry.clan.correct": (PROVINCE, COMMUNE),
    "registry.clan.move": (PROVINCE, COMMUNE),
    "registry.clan.dissolve": (PROVINCE, COMMUNE),
    "registry.clan.withdraw": (PROVINCE, COMMUNE),
    "registry.clan-member.read": (PROVINCE, COMMUNE, HAMLET),
    "registry.clan-member.record": (PROVINCE, COMMUNE, HAMLET),
    "registry.clan-member.head": (PROVINCE, COMMUNE, HAMLET),
    "registry.association.read": (PROVINCE, COMMUNE, HAMLET),
    "registry.association.found": (PROVINCE, COMMUNE),
    "registry.association.call": (PROVINCE, COMMUNE),
    "registry.association.correct": (PROVINCE, COMMUNE),
    "registry.association.merge": (PROVINCE, COMMUNE),
    "registry.association.dissolve": (PROVINCE, COMMUNE),
    "registry.association.withdraw": (PROVINCE, COMMUNE),
    "registry.establishment.read": (PROVINCE, COMMUNE),
    "registry.establishment.register": (PROVINCE, COMMUNE),
    "registry.establishment.call": (PROVINCE, COMMUNE),
    "registry.establishment.correct": (PROVINCE, COMMUNE),
    "registry.establishment.move": (PROVINCE, COMMUNE),
    "registry.establishment.dissolve": (PROVINCE, COMMUNE),
    "registry.establishment.withdraw": (PROVINCE, COMMUNE),
    "registry.centre.read": (PROVINCE, COMMUNE, HAMLET),
    "registry.centre.establish": (PROVINCE, COMMUNE),
    "registry.class.hold": (PROVINCE, COMMUNE),
    "registry.duplicate.read": (PROVINCE, COMMUNE),
    "registry.duplicate.merge": (PROVINCE, COMMUNE),
    "registry.duplicate.unmerge": (PROVINCE, COMMUNE),
    "registry.duplicate.dismiss": (PROVINCE, COMMUNE),
    "registry.person.read": (PROVINCE, COMMUNE),
    "registry.person.list": (PROVINCE, COMMUNE),
    "registry.person.export": (PROVINCE, COMMUNE),
    "registry.person.correct": (PROVINCE, COMMUNE),
    "registry.person.erase": (PROVINCE, COMMUNE),
    "registry.consent.read": (PROVINCE, COMMUNE),
    "registry.consent.give": (PROVINCE, COMMUNE),
    "registry.consent.withdraw": (PROVINCE, COMMUNE),
    "registry.request.read": (PROVINCE, COMMUNE),
    "registry.request.receive": (PROVINCE, COMMUNE),
    "registry.request.acknowledge": (PROVINCE, COMMUNE),
    # whoever may answer requests sees whose processing is restricted
    "registry.request.extend": (PROVINCE,),
    "registry.request.answer": (PROVINCE,),
    "registry.processing.resume": (PROVINCE,),
}

SHARES: Final[Mapping[str, float]] = {
    "registry.person.*": 0.1,
    "registry.consent.*": 0.1,
    "registry.citizen.register": 0.5,
    "registry.family.register": 0.5,
    "registry.family.head": 0.5,
    "registry.family.member": 0.5,
}
"""What part of all that an officer may ask may be for these actions: each of them opens people's
data, or tells whether somebody's number is known."""
