"""What rollups hears: the projection that folds events into tables."""
