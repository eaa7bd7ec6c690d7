"""The poll of a topic: what it asks, who votes in it, how its page draws it."""
