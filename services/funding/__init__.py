"""funding (Quỹ): the funds kept for learning, and the scholarships they award.

Owns       Fund, Award, and a copy of the tree of places
Publishes  funding.funds
Listens    registry.places
"""
