"""rollups (Tổng hợp): what everything adds up to, for any place on any day.

Owns       measures, contributions (append-only), cells, and a copy of the tree of places
Publishes  nothing
Listens    registry.places, registry.families, registry.centres, recognition.candidacies,
           funding.funds
"""
