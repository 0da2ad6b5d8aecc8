"""The road of a returned file: found, read, interpreted, merged, stored; conflicts kept for the clerk to settle."""
