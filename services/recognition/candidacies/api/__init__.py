"""The counter for candidacies: HTTP in, plain words out."""
