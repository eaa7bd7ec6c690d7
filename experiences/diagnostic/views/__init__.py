"""The pages of the self-diagnosis. All work without scripts."""
