"""Drawer: vocabulary. Words every room speaks: refusals, civil days, identities, the tree of places."""
