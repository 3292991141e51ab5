"""Drawer: vocabulary. Words every room speaks: refusals, days, identities, the tree of places."""
