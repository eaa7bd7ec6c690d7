"""Another database in the place of the tests' own, and nothing left of what was read from that."""

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connections

from search.synonyms import forget_synonyms
from taxonomy.labels import forget_labels
from territories.names import forget_names


def use_database(name: str) -> None:
    """Take the database file `name`, and forget what was read from the one before."""
    connection = connections["default"]
    connection.close()
    connection.settings_dict["NAME"] = name
    cache.clear()
    forget_labels()
    forget_names()
    forget_synonyms()
    ContentType.objects.clear_cache()
