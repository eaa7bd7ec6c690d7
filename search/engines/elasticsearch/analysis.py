"""How the search server reads text: the steps of `search.analysis`, in the server's own terms.

Joined numbers and initials, elision, lower case, folded accents and ligatures, stop words,
stemmer overrides, light stemming: the same words and the same tables as the embedded engine. The
settings are those of the official image; nothing here is a plugin's.
"""

from typing import Any

from search.analysis import Analyser, english, french
from search.analysis.analyser import ANALYSERS, APOSTROPHES, HYPHENS, MAX_TERM, SHORT

Settings = dict[str, Any]

# A letter, figure or low line, as Python's \w.
WORD = r"[\p{L}\p{N}_]"
SPACE = r"[ \u00a0\u202f]"
# Accents that a folded letter may have in what is written.
ACCENTS = {"a": "àâä", "c": "ç", "e": "éèêë", "i": "îï", "o": "ôö", "u": "ùûü"}
NAME = "text"  # of the one analyser of an index, in the fields and in questions


def analysis(locale: str) -> Settings:
    """The `analysis` settings of the index of a language code."""
    language = locale.split("-")[0]
    known = ANALYSERS.get(language)
    filters = FILTERS[language](known) if known else {}
    characters = {
        "marks": {
            "type": "mapping",
            "mappings": [
                *(f"{mark} => '" for mark in APOSTROPHES if mark != "'"),
                *(f"{mark} => -" for mark in HYPHENS if mark != "-"),
            ],
        },
        # 35 000 is 35000. Patterns begin with what is rare: a look behind at every character of
        # a text would take most of the time of indexing.
        "grouped_numbers": replace(
            rf"{SPACE}(?=\p{{Nd}}{{3}}(?:{SPACE}\p{{Nd}}{{3}})*(?!{WORD}))"
            rf"(?<=(?<!{WORD})\p{{Nd}}{{1,3}}(?:{SPACE}\p{{Nd}}{{3}}){{0,5}}{SPACE})"
        ),
        # A.M.O. is AMO, but "a.b" is two words.
        "initials": replace(
            rf"\.(?=\p{{L}}\.)(?<=(?<!{WORD})\p{{L}}\.)"
            rf"|\.(?=\p{{L}}(?:\.|(?!{WORD})))(?<=(?<!{WORD})(?:\p{{L}}\.){{2,10}})"
        ),
        **(_joints(known) if known else {}),
    }
    return {
        "char_filter": characters,
        "tokenizer": {"words": {"type": "pattern", "pattern": r"[^\p{L}\p{N}]+"}},
        "filter": {**filters, "length_limit": {"type": "truncate", "length": MAX_TERM}},
        "analyzer": {
            NAME: {
                "type": "custom",
                "char_filter": list(characters),
                "tokenizer": "words",
                "filter": ["lowercase", "asciifolding", *filters, "length_limit"],
            }
        },
    }


def replace(pattern: str, by: str = "") -> Settings:
    """A character filter that puts `by` in the place of what a pattern finds (Java's syntax)."""
    return {"type": "pattern_replace", "pattern": pattern, "replacement": by}


def _joints(known: Analyser) -> Settings:
    """What an apostrophe or a hyphen joins or parts; characters come with their accents still."""
    found: Settings = {"today": replace("(?i)aujourd'hui", "aujourdhui")}
    if known.elisions:
        found["elision"] = replace(rf"(?iu)(?<!{WORD})(?:{_any_of(known.elisions)})'(?=\p{{L}})")
    if known.prefixes:
        prefixes = _any_of(known.prefixes)
        found["prefixes"] = replace(rf"(?iu)(?<!{WORD})({prefixes})-(?=\p{{L}})", "$1")
    return found


def _any_of(words: frozenset[str]) -> str:
    """Folded words as alternatives of a pattern, with whatever accents they are written."""
    return "|".join(
        "".join(f"[{letter}{ACCENTS[letter]}]" if letter in ACCENTS else letter for letter in word)
        for word in sorted(words)
    )


def _french(known: Analyser) -> Settings:
    kept = {*french.OVERRIDES, *french.INVARIABLE, *french.EXPANSIONS}
    plurals = {f"{word}s" for word in french.OVERRIDES if word[-1] != "s"}
    terms = {word: known.term(word) for word in sorted((kept | plurals) - known.stop_words)}
    whole = sorted({word for word in (*terms, *terms.values()) if word.endswith("s")})
    return {
        "stop_words": {"type": "stop", "stopwords": sorted(known.stop_words)},
        "overrides": _overrides(terms),
        "plural": {
            "type": "pattern_replace",
            "pattern": rf"^(?=.*s$)(?!(?:{'|'.join(whole)})$)([a-z]{{2,}}[a-rt-z])s$",
            "replacement": "$1",
        },
        # What the plural left over stands in the table, too.
        "short_or_code": {
            "type": "keyword_marker",
            "keywords_pattern": rf"^(?:.{{1,{SHORT}}}|[a-z]*[^a-z].*)$",
        },
        "stems": {"type": "stemmer", "language": "french"},
    }


def _english(known: Analyser) -> Settings:
    return {
        "stop_words": {"type": "stop", "stopwords": sorted(known.stop_words)},
        "overrides": _overrides({word: known.term(word) for word in sorted(english.EXPANSIONS)}),
        "code": {"type": "keyword_marker", "keywords_pattern": r"^[a-z]*[^a-z].*$"},
        "stems": {"type": "stemmer", "language": "porter2"},
    }


def _overrides(terms: dict[str, str]) -> Settings:
    return {
        "type": "stemmer_override",
        "rules": [f"{word} => {term}" for word, term in terms.items()],
    }


FILTERS = {"fr": _french, "en": _english}
