"""Calm abstract landscapes that stand in for a missing photograph (drawn with Pillow)."""
