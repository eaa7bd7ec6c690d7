"""Searches that found nothing, or little: counted without knowing whose, so that editors write."""
