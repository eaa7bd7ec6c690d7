"""The search server: its index, the questions put to it and the answers it gives.

Only this room imports its client. Its index is made of the rows of the embedded one
(`search.models.index`), which the receivers bring up to date with every change.
"""
