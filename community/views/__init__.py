"""The pages of the community: parse, ask, render."""
