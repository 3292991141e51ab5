"""The people vault: what is known of people, apart from all facts, each under a key of its own.

A row is kept before the fact that refers to it. Whoever deletes a row deletes its key and hashes.
"""
