"""django-machina as it ships, to measure ours beside."""
