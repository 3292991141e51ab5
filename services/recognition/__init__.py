"""recognition (Công nhận): who runs for a title in which year, and what came of it.

Owns       Bearer with its candidacies, and a copy of the tree of places
Publishes  recognition.candidacies
Listens    registry.families, registry.clans, registry.establishments, registry.citizens,
           registry.allocations, registry.places
"""
