"""notifications (Thông báo): who is told what, through which channel, and whether it arrived.

Owns       Delivery, and a copy of the tree of places
Publishes  nothing
Listens    recognition.candidacies, funding.funds, registry.places
"""
