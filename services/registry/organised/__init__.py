"""What is organised (classes and sessions): by whom, and how it goes from a plan on."""
