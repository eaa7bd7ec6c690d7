"""Pages of obligations: for everybody, and for the members of an organisation."""
