"""What an import may have put on the books: a file for each kind of thing."""
