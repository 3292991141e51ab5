"""The counter for plans: adopt, correct, review, withdraw; what is in them and what is due."""
