"""What registry tells the world, a module for each kind of thing."""
