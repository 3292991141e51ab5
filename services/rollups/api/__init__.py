"""The counter where figures are asked: HTTP in, numbers with their places out."""
