"""registry (Sổ đăng ký): the places, and who and what takes part in the learning society there.

Owns       Territory, Family, Centre, CentreClass, Person, and what the cards in `main` name;
           the people vault
Publishes  registry.*, one topic for each of these (shared/contracts/registry)
Listens    funding.funds, for whom awards are to (the people vault keeps them)
"""
