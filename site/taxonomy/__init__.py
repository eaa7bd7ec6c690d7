"""Themes, pillars, audiences, challenges and kinds of resources, kept by editors."""
