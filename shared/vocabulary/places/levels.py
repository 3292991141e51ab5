"""The levels of places that rules are made of; levels are data, and there are others."""

PROVINCE = "province"
DISTRICT = "district"
COMMUNE = "commune"
HAMLET = "hamlet"
