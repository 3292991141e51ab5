"""funding (Quỹ): the funds kept for learning, and the scholarships they award.

Owns       Fund, and a copy of the tree of places
Publishes  funding.funds
Listens    registry.places
"""
