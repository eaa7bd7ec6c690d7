"""Thousands of made-up sheets over real communes, to try the site at scale; see `writing`."""
