"""Makes the indices of the search server anew beside those that searches read, then swaps them.

An interrupted rebuild is begun anew and not resumed: copying is a matter of minutes, and an index
that is half of yesterday's and half of today's code is worth nothing. What it left is removed.
"""

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import Any

from django.utils import timezone
from elasticsearch import ApiError, Elasticsearch, TransportError

from search.engines.elasticsearch.draining import drain
from search.engines.elasticsearch.indices import alias, create, write_alias
from search.engines.elasticsearch.removing import let_finish, remove
from search.engines.elasticsearch.sending import Action, Sent, put, send
from search.engines.elasticsearch.sources import sources
from search.engines.elasticsearch.standing import left_over, locales, own_alias, standing
from search.models import Change, Document, Refusal
from search.refusals import Reason, forget, set_aside

# More documents at once, or more batches on their way while the next is read, would gain little
# and hold up those who search meanwhile (docs/performance.md).
BATCH = 200
AHEAD = 2
WAITS = (0.5, 1, 2, 4, 5, 5, 5, 5)  # seconds before what the server delays is sent again
ATTEMPTS = 20  # of verification, while changes come in


class RebuildError(Exception):
    """The new index was given up; searches go on with the one they had."""


def rebuild(
    client: Elasticsearch,
    wanted: Iterable[str] | None = None,
    *,
    progress: Callable[[int, int], None] = lambda done, total: None,
    between: Callable[[], Any] = lambda: None,
) -> int:
    """Make the indices of `wanted` languages (all of them) anew from the rows of the embedded one.

    Nobody else may do so meanwhile: see `search.rebuilding.alone`. Changes go on to be written, to
    the old and to the new index; searches read the old one until the new one is complete.
    `progress` is told (documents copied, in all); `between` is called after each batch, and ends
    the rebuild by raising. Returns the number of documents. Raises RebuildError, ApiError,
    TransportError; what was begun is then removed, if the server lets it.
    """
    wanted = locales() if wanted is None else list(wanted)
    remove(client, left_over(standing(client)))
    total = Document.objects.filter(locale__in=wanted).count()
    done = 0
    replaced: list[str] = []
    for locale in wanted:
        index = create(client, locale, timezone.now())
        try:
            _let_in(client, index, locale)
            for copied in _copy(client, index, locale):
                done += copied
                progress(done, total)
                between()
            _verify(client, index, locale)
            replaced += _swap(client, index, locale)
        except BaseException:
            with suppress(ApiError, TransportError):
                remove(client, left_over(standing(client)))
            raise
    if replaced:
        let_finish(client, replaced)
        remove(client, replaced)
    return done


def _let_in(client: Elasticsearch, index: str, locale: str) -> None:
    """From here on the worker writes to the new index too; nobody reads it yet."""
    client.indices.put_settings(index=index, settings={"refresh_interval": "-1"})
    client.indices.update_aliases(
        actions=[
            *_evict(client, write_alias(locale)),
            {"add": {"index": index, "alias": own_alias(index)}},
            {"add": {"index": index, "alias": write_alias(locale)}},
        ]
    )


def _evict(client: Elasticsearch, name: str) -> list[dict[str, Any]]:
    """An index that someone made under the name of one of our aliases gives way."""
    return [
        {"remove_index": {"index": each.name}} for each in standing(client) if each.name == name
    ]


def _copy(client: Elasticsearch, index: str, locale: str) -> Iterator[int]:
    """Write every document of the language, a batch at a time; yields the size of each.

    While some are on their way the next are read; never are there more than `AHEAD` in memory.
    """
    documents = Document.objects.filter(locale=locale).order_by("pk")
    last = 0
    under_way: deque[tuple[list[Action], Future[Sent]]] = deque()
    with ThreadPoolExecutor(AHEAD) as pool:
        while batch := list(documents.filter(pk__gt=last).values_list("pk", "key")[:BATCH]):
            last = batch[-1][0]
            found = sources([key for _, key in batch])
            actions = [put(own_alias(index), each) for each in found if each.locale == locale]
            under_way.append((actions, pool.submit(send, client, actions)))
            if len(under_way) == AHEAD:
                _settle(client, locale, *under_way.popleft())
            yield len(batch)
        while under_way:
            _settle(client, locale, *under_way.popleft())


def _settle(
    client: Elasticsearch, locale: str, actions: list[Action], future: Future[Sent]
) -> None:
    """Wait for the server's answer; set aside what it refuses, send again what it delays."""
    sent = future.result()
    versions = {int(action["_id"]): action["version"] for action in actions}
    refused = dict(sent.refused)
    for wait in WAITS:
        if not sent.delayed:
            break
        time.sleep(wait)
        sent = send(client, [each for each in actions if int(each["_id"]) in sent.delayed])
        refused |= sent.refused
    if sent.delayed:
        raise RebuildError(next(iter(sent.delayed.values())))
    forget(locale, versions.keys() - refused.keys())
    set_aside(locale, {key: Reason(versions[key], error) for key, error in refused.items()})


def _verify(client: Elasticsearch, index: str, locale: str) -> None:
    """The new index holds every document and nothing else; RebuildError where it does not."""
    held = wanted = -1
    for _ in range(ATTEMPTS):
        _catch_up(client, locale)
        client.indices.refresh(index=index)
        held = client.count(index=index)["count"]
        rows = Document.objects.filter(locale=locale)
        refused = Refusal.objects.filter(locale=locale, key__in=rows.values("key"))
        wanted = rows.count() - refused.count()
        if held == wanted and not Change.objects.filter(locale=locale).exists():
            return
    raise RebuildError(f"{index} holds {held} documents instead of {wanted}.")


def _catch_up(client: Elasticsearch, locale: str) -> None:
    """Send what is due; RebuildError when the server goes on delaying it."""
    waits = iter(WAITS)
    while (drained := drain(client, locale)).changes:
        if drained.delayed:
            wait = next(waits, None)
            if wait is None:
                raise RebuildError(drained.delayed)
            time.sleep(wait)


def _swap(client: Elasticsearch, index: str, locale: str) -> list[str]:
    """In one step of the server, searches read the new index and changes go to it alone.

    Returns the indices that stood behind the names until then, whoever made them.
    """
    client.indices.put_settings(index=index, settings={"refresh_interval": None})
    names = {alias(locale), write_alias(locale)}
    old = [each for each in standing(client) if each.name != index and names & each.aliases]
    client.indices.update_aliases(
        actions=[
            *_evict(client, alias(locale)),
            *(
                {"remove": {"index": each.name, "alias": name}}
                for each in old
                for name in sorted(names & each.aliases)
            ),
            {"add": {"index": index, "alias": alias(locale)}},
        ]
    )
    return [each.name for each in old]
