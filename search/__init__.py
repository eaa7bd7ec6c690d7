"""Faceted search over everything published."""
