"""recognition (Công nhận): who runs for a title in which year, and what came of it.

Owns       Bearer with its candidacies, and a copy of the tree of places
Publishes  recognition.candidacies
Listens    registry.allocations, registry.places, and the topics of all that become bearers
"""
