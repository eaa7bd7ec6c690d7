"""What several respondents of one round say together: of each question, the mean of its answers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from experiences.diagnostic.answers import NOT_OURS, Answers, asked, read_answers
from experiences.diagnostic.models import Respondent
from experiences.diagnostic.questionnaire import Question, Questionnaire
from experiences.diagnostic.result import Result, tell
from experiences.diagnostic.scoring import Score, Scores, SectionScore, weighted, worth
from experiences.diagnostic.wording import said


@dataclass(frozen=True)
class Together:
    """Of the questions that somebody was asked: `shares` (mean; None: nobody knows) by key.

    A question that all who were asked hold to be another's responsibility is not in it.
    """

    questionnaire: Questionnaire
    shares: Mapping[str, Fraction | None]

    def score(self, questions: Iterable[Question]) -> Score:
        """Of those of `questions` that are ours."""
        return weighted(
            (question.weight, self.shares[question.key])
            for question in questions
            if question.key in self.shares
        )

    def asks_alike(self, question: Question) -> bool:
        """Whether its edition asks `question` of another one, and scores it in the same way."""
        same = self.questionnaire.by_key.get(question.key)
        return same is not None and same.scored == question.scored

    def scores(self) -> Scores:
        return Scores(
            self.score(self.questionnaire),
            tuple(
                SectionScore(section, self.score(section.questions))
                for section in self.questionnaire.sections
            ),
        )


def together(questionnaire: Questionnaire, every: Sequence[Answers]) -> Together:
    """The mean of `every` respondent's answers, each asked what their own answers lead to."""
    shares: dict[str, list[Fraction | None]] = {}
    for answers in every:
        for question in asked(questionnaire, answers):
            answer = answers.get(question.key)
            if answer is None or answer.without != NOT_OURS:
                shares.setdefault(question.key, []).append(worth(question, answer))
    return Together(questionnaire, {key: _mean(found) for key, found in shares.items()})


def joint_result(questionnaire: Questionnaire, every: Sequence[Answers]) -> Result:
    """What came of a round, told as that of one person; reasons quote the answers of each."""
    found = together(questionnaire, every)
    shares = {key: share for key, share in found.shares.items() if share is not None}

    def say(question: Question) -> str:
        words = (
            said(question, answers[question.key]) for answers in every if question.key in answers
        )
        return " · ".join(dict.fromkeys(words))

    return tell(found.scores(), shares, say)


def answers_of(respondents: Iterable[Respondent], questionnaire: Questionnaire) -> list[Answers]:
    """The answers of those who have finished."""
    return [
        read_answers(respondent.answers, questionnaire)
        for respondent in respondents
        if respondent.finished_at
    ]


def _mean(shares: list[Fraction | None]) -> Fraction | None:
    known = [share for share in shares if share is not None]
    return sum(known, Fraction(0)) / len(known) if known else None
