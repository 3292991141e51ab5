"""Tables built anew beside the live ones: whose turn it is, what is kept of a rebuild between two
attempts, copies of tables, and what is in them. For views of the log and listened projections."""
