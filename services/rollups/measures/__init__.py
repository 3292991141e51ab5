"""What is counted: the catalogue of measures, and what each published event adds to them."""
