"""The self-diagnosis: where a territory stands, and what it may read and do next."""
