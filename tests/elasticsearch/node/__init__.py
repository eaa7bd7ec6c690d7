"""A real Elasticsearch server from Maven Central, on this machine alone, for tests and development.

`launcher/` and `analysis/` are the Java part: what starts a node, and what the official image has
in a module that is not on Maven Central. Production runs the official image (docs/operations.md).
"""
