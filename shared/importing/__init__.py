"""Bringing in the lists that officers have: from the bytes of a file to commands of a service.

`sources` make sheets of a file, or refuse it; `reading` says of sheets what a person sees in them.
"""
