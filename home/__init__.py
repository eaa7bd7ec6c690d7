"""The home page and the listings that compose the rest."""
