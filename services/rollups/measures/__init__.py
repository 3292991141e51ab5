"""What is counted: each measure as one value, the list of all of them, and how they are asked."""
