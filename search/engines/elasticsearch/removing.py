"""How an index goes: not while a question is being answered from it."""

import time

from elasticsearch import BadRequestError, Elasticsearch, NotFoundError

# An index goes when nobody was reading it that often in a row, that many seconds apart; after the
# last look it goes in any case: no visitor waits that long (`asking.PATIENCE`).
UNREAD, LOOKS, APART = 2, 10, 0.05


def let_finish(client: Elasticsearch, names: list[str]) -> None:
    """Wait for the questions that began on these indices, so that no answer loses its index."""
    unread = 0
    for _ in range(LOOKS):
        time.sleep(APART)
        unread = 0 if _readers(client, names) else unread + 1
        if unread == UNREAD:
            return


def _readers(client: Elasticsearch, names: list[str]) -> int:
    """Questions that are being answered from these indices, and those that wait for any index."""
    try:
        search = client.indices.stats(index=names, metric="search")["_all"]["total"]["search"]
    except (NotFoundError, BadRequestError):  # what is gone or closed answers nobody
        return 0
    pools = client.nodes.stats(metric="thread_pool", filter_path="nodes.*.thread_pool.search.queue")
    waiting = [node["thread_pool"]["search"]["queue"] for node in pools["nodes"].values()]
    reading = (search[name] for name in ("open_contexts", "query_current", "fetch_current"))
    return sum(waiting) + sum(reading)


def remove(client: Elasticsearch, names: list[str]) -> None:
    """Delete indices by name; those that are gone already are no trouble."""
    if names:
        client.indices.delete(index=names, ignore_unavailable=True)
