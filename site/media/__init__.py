"""Uploaded images and documents, checked by their content."""
