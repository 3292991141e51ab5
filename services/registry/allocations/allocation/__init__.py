"""The page of allocations: what is said of subjects, and what splits leave open."""
