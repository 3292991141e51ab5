"""Classes (lớp) that centres held."""
