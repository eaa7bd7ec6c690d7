"""From text to the terms that are indexed and sought: one analyser a language.

The steps are those that Elasticsearch is given under the same names: joined numbers and initials,
elision, lower case, folded accents and ligatures, stop words, stemmer overrides, light stemming.
Accents are folded *before* stop words and stemming, so that what is typed without accents goes
the same way as what is written with them.
"""

from search.analysis.analyser import Analyser, Token, analyser
from search.analysis.folding import fold

__all__ = ["Analyser", "Token", "analyser", "fold"]
