"""One spelling for each name: what a person types and what the reference data says, made equal.

Case, accents, ligatures (œ, æ), hyphens, both apostrophes and the short forms of Saint fold away:
`St-Étienne`, `saint etienne` and `SAINT-ÉTIENNE` are all `saint etienne`. What comes out has only
the characters a–z, 0–9 and single spaces, so that a plain range of an index finds a beginning.
"""

import re
import unicodedata

# What Unicode does not take apart.
LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ł": "l", "ı": "i"})
SHORT_FORMS = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
# Words that nobody starts with when looking for "Étienne-du-Rouvray" or "Havre".
LINKING_WORDS = frozenset(
    "a au aux d de des du en et l la le les lez ou pres s sous sur".split()  # noqa: SIM905
)
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")


def words(text: str) -> list[str]:
    """The words of `text`, in lower case, without accents; short forms left as they are."""
    lower = text.casefold().translate(LIGATURES)
    plain = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", lower)
        if not unicodedata.combining(letter)
    )
    return _NOT_A_WORD.sub(" ", plain.translate(LIGATURES)).split()


def fold(text: str) -> str:
    """`text` in its one spelling: "L’Haÿ-les-Roses" → "l hay les roses", "Ste-Foy" → "sainte foy".

    Two texts that mean the same name fold to the same; what has no letter or digit folds to "".
    """
    return " ".join(SHORT_FORMS.get(word, word) for word in words(text))


def fold_beginning(text: str) -> list[str]:
    """The spellings that `text`, still being typed, may be the beginning of; at least one.

    "st" may become Saint-Étienne or Strasbourg; once another word follows, it is Saint.
    """
    found = words(text)
    if not found:
        return [""]
    complete = fold(text)
    if found[-1] in SHORT_FORMS and text[-1:].isalnum():
        return [complete, f"{fold(' '.join(found[:-1]))} {found[-1]}".strip()]
    return [complete]


def squeeze(text: str) -> str:
    """`text` in its one spelling, without spaces: how "lhay" finds L'Haÿ."""
    return fold(text).replace(" ", "")


def slug(text: str) -> str:
    """`text` for an address: "saint-etienne"."""
    return fold(text).replace(" ", "-")
