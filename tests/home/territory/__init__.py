"""The pages of towns."""
