"""Lines drawn on the body: its folds, what the mesh lacks, and the way of each root."""
