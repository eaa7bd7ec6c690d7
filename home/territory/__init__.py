"""The page of a town: what the platform holds for it, its neighbours and towns like it."""
