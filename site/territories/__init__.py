"""Regions, départements, EPCI and communes of France: sizes, lookup, distances, likeness."""
