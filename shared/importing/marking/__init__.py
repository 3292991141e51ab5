"""Workbooks that are written: a list sent back with what is wrong of it, and templates of lists.

Nothing of them is a formula or a link, and nothing of them ever lies on a disk.
"""
