"""All that belongs to terms. Who leads is kept at home."""

from typing import get_args

from services.registry.terms.api.routes import routes
from services.registry.terms.term.facts import TermFact
from services.registry.terms.views import TERMS
from shared.web.card import Card

CARD = Card(
    name="terms",
    facts=get_args(TermFact),
    told=(),
    kept=get_args(TermFact),
    views=(TERMS,),
    routes=routes,
    actions=(
        "registry.term.start",
        "registry.term.correct",
        "registry.term.end",
        "registry.term.withdraw",
        "registry.term.fill",
        "registry.term.vacate",
        "registry.term.read",
    ),
)
