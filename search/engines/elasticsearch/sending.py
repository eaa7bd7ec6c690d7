"""Bulk writes with external versions: of two of one document, the newer wins in any order."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from elasticsearch import Elasticsearch
from elasticsearch.helpers import streaming_bulk

from search.engines.elasticsearch.sources import Source

Action = dict[str, Any]

# A server takes 100 MB at most in one request (http.max_content_length), and 5 to 15 best.
MOST_BYTES = 8_000_000
LONGEST_ERROR = 1_000  # characters that are kept of one
CONFLICT, TOO_LARGE = 409, 413
# Of the 400s, those that say nothing of the document: the key, the index, the hour.
PASSING = {401, 403, 404, 408, 429}
PASSING_TYPES = {"index_closed_exception"}


@dataclass
class Sent:
    """What became of each document, by its key; those that are in neither are on the server."""

    refused: dict[int, str] = field(default_factory=dict)  # why the document can never be taken
    delayed: dict[int, str] = field(default_factory=dict)  # why not now


def put(target: str, source: Source) -> Action:
    """The write of a document to the index behind `target`."""
    return {**_action("index", target, source.key, source.version), "_source": source.body}


def take(target: str, key: int, version: int) -> Action:
    """The removal of a document from the index behind `target`."""
    return _action("delete", target, key, version)


def _action(operation: str, target: str, key: int, version: int) -> Action:
    return {
        "_op_type": operation,
        "_index": target,
        "_id": str(key),
        "version": version,
        "version_type": "external",
    }


def send(client: Elasticsearch, actions: Iterable[Action]) -> Sent:
    """Send `actions`, in as many requests as their size asks for.

    Raises TransportError when there is no answer: nothing is known then of what was sent.
    """
    actions = list(actions)
    sent, together = Sent(), []
    for action, (_, answer) in zip(actions, _outcomes(client, actions), strict=True):
        [outcome] = answer.values()
        if _is_whole_request_refused(outcome) and len(actions) > 1:
            together.append(action)
        else:
            _note(sent, int(action["_id"]), outcome)
    for action in together:  # one of them was too much for all
        [(_, answer)] = _outcomes(client, [action])
        [outcome] = answer.values()
        _note(sent, int(action["_id"]), outcome)
    return sent


def _outcomes(client: Elasticsearch, actions: list[Action]) -> Iterable[tuple[bool, Any]]:
    return streaming_bulk(
        client,
        actions,
        chunk_size=max(len(actions), 1),
        max_chunk_bytes=MOST_BYTES,
        raise_on_error=False,
        raise_on_exception=False,
        require_alias=True,
    )


def _is_whole_request_refused(outcome: dict[str, Any]) -> bool:
    """By the server itself: what a proxy in between says in HTML tells nothing of documents."""
    exception = outcome.get("exception")
    if exception is None:
        return False
    is_own = isinstance(getattr(exception, "body", None), dict)
    status: int = outcome["status"]
    return status == TOO_LARGE or (is_own and status == 400)


def _note(sent: Sent, key: int, outcome: dict[str, Any]) -> None:
    status, error = outcome["status"], outcome.get("error")
    if error is None or status == CONFLICT:
        return  # taken, or gone before, or the server has a newer state
    kind = error.get("type", "") if isinstance(error, dict) else ""
    is_of_document = 400 <= status < 500 and status not in PASSING and kind not in PASSING_TYPES
    if "exception" in outcome:
        is_of_document = _is_whole_request_refused(outcome)
    (sent.refused if is_of_document else sent.delayed)[key] = reason(error)


def reason(error: Any) -> str:
    """What the server says, and what caused it, in one line."""
    parts: list[str] = []
    while isinstance(error, dict):
        parts.append(str(error.get("reason") or error.get("type") or ""))
        error = error.get("caused_by")
    text = " — ".join(dict.fromkeys(filter(None, parts))) or str(error)
    return " ".join(text.split())[:LONGEST_ERROR]
