"""From a change in the database to the index, in the transaction of the change.

Signals only index. A module for each subject that changes; the rows of the index go with their
page, topic, document or obligation; that they went is recorded.
"""
