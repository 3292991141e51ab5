"""Activities (hoạt động): conferences, training, contests, congresses, campaigns and movements."""
