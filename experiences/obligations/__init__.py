"""Obligations: which rules apply to a territory, which do not, which cannot be told and why."""
