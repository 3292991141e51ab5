"""What a request is and becomes, and what restricting the processing of a person's data means."""
