"""What a person sees in a sheet: whether it is a list, its headings, its rows and what is none.

Pure functions from sheets to values, which may be shown and corrected.
"""
