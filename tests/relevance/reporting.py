"""The tables of `make relevance`."""

import io
from collections.abc import Mapping, Sequence

from django.core.management import call_command

from tests.relevance.engines import Compared, engines
from tests.relevance.judgements import Judged, questions, questions_of_communes, typos
from tests.relevance.measuring import Scores, means, mended, scores

NAMES = {
    "database": "Embedded",
    "wagtail": "Wagtail, all words",
    "wagtail-any": "Wagtail, any word",
    "elasticsearch": "Elasticsearch",
}


def report(sheets: int, *, details: bool) -> None:
    """Print the tables: the demonstration content alone, then with `sheets` generated sheets."""
    compared = engines()
    for engine in compared:
        engine.prepare()
    table("Demonstration content", compared, {"questions": questions()}, details=details)
    if not sheets:
        return
    call_command("generate_sheets", count=sheets, stdout=io.StringIO())
    for engine in compared:
        if not engine.follows:
            engine.prepare()
    asked = {
        "the same questions": questions(),
        "questions of a commune and a theme": questions_of_communes(),
    }
    table(f"With {sheets} generated sheets", compared, asked, details=details)


def table(
    title: str,
    compared: Sequence[Compared],
    asked: Mapping[str, Sequence[Judged]],
    *,
    details: bool,
) -> None:
    """Print the means of each group of questions, engine by engine, then the typos mended."""
    print(f"\n{title}")
    for name, group in asked.items():
        found = [scores(engine.ask, group) for engine in compared]
        print(f"\n  {f'{len(group)} {name}':40}  nDCG@10   MRR@10  recall@50")
        for engine, some in zip(compared, found, strict=True):
            figures = "".join(f"{mean:9.3f}" for mean in means(some))
            print(f"    {NAMES[engine.name]:38}{figures}")
        if details:
            each_question(compared, group, found)
    for engine in compared:
        if engine.correct:
            missed = {*typos()} - {*mended(engine, typos())}
            print(f"\n  Typos not mended, {NAMES[engine.name]}: {len(missed)} of {len(typos())}")
            if details:
                print("".join(f"    {typo.typed}\n" for typo in typos() if typo in missed))


def each_question(
    compared: Sequence[Compared], group: Sequence[Judged], found: Sequence[Sequence[Scores]]
) -> None:
    """Print the measures of each question, those that the first engine answers worst first."""
    print(f"\n    {'':50}" + "".join(f"  {NAMES[engine.name]:21}" for engine in compared))
    rows = zip(group, *found, strict=True)
    for question, *some in sorted(rows, key=lambda row: row[1]):
        figures = "".join(
            f"  {each.ndcg:7.3f}{each.reciprocal_rank:7.2f}{each.recall:7.2f}" for each in some
        )
        print(f"    {question.text[:50]:50}{figures}")
