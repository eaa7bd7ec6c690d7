"""Composition root: settings, URLs and server entry points."""
