"""The poll of a topic: machina's app "forum_polls", which we can close, and vote in once."""
