"""rollups (Tổng hợp): what everything adds up to, for any place on any day.

Owns       measures, contributions (append-only), cells, what is held, what is allocated, and a
           copy of the tree of places
Publishes  nothing
Listens    registry.places, and all that `measures` counts: registry.*, recognition.candidacies,
           funding.funds
"""
