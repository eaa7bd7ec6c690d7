"""What the English analyser knows of the language. Every word here is folded."""

from search.analysis.folding import words

# What follows an apostrophe: possessive and contracted verbs.
STOP_WORDS = words(
    """
    a an and are as at be been but by can did do does for from had has have he her his how i
    if in into is it its may more most no nor not of on or our she should so such than that
    the their them then there these they this those through to was we were what when where
    which while who why will with would you your s t d ll m re ve l
    """
)
PREFIXES = words(
    """
    co inter anti multi micro eco bio geo tele video re pre e
    """
)
EXPANSIONS = {"st": "saint"}
