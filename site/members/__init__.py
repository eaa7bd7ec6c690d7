"""People who sign in: the user model."""
