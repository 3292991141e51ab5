"""Texts: what officers write in their own words, apart from all facts, each under a key of its own.

A row is kept before the fact that attaches it, as people are. Who a text is about takes it along.
"""
