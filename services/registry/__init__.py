"""registry (Sổ đăng ký): the places, and who and what takes part in the learning society there.

Owns       Territory, Family, Centre, CentreClass, Person; the people vault
Publishes  registry.places, registry.families, registry.centres, registry.people
Listens    nothing
"""
