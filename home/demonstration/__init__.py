"""The content that a new site starts with: real experiences, each with its sources."""
