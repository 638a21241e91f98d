"""What to ask next: the questions whose answer would tell most, and what grows too old within a year."""

from dataclasses import dataclass

from ...model.ask import Ask, OpenQuestion
from ...model.catalogue import Catalogue
from ...model.dossier import Dossier
from ...model.text import Phrase
from ..words import Words
from .head import Head, edition
from .phrases import standards_words


@dataclass(frozen=True)
class QuestionView:
    """An open question and what its answer could do."""

    question: Phrase
    feature: str
    does: str


@dataclass(frozen=True)
class QuestionsView:
    """The open questions of one mechanism; `more` says how many are left out."""

    head: Head
    now: str
    questions: tuple[QuestionView, ...]
    more: str | None
    lapses: tuple[tuple[str, tuple[Phrase, ...]], ...]


def questions_view(asked: Ask, dossier: Dossier, catalogue: Catalogue, words: Words, most: int) -> QuestionsView:
    """The open questions, at most so many of them."""
    state, name = words.text(dossier.mechanism.state), words.text(dossier.mechanism.name)
    low, high = (words.number(end) for end in asked.score)
    head = Head(
        name=f"{dossier.id}-questions",
        title=words.say("labelled", label=state.text, value=name.text),
        kicker=words.say("ask.kicker"),
        heading=(state, name),
        day=asked.as_of,
        look=(
            words.say("as-of", date=words.day(asked.as_of)),
            edition(catalogue, words),
            words.perspective(asked.perspective),
            words.say(f"audience.{asked.audience}"),
        ),
        evidence=(),
        standards=standards_words(catalogue, words),
    )
    left = len(asked.questions) - most
    return QuestionsView(
        head=head,
        now=words.say("ask.now", date=words.day(asked.as_of), low=low, high=high),
        questions=tuple(_question(question, catalogue, words) for question in asked.questions[:most]),
        more=words.say("ask.more", n=left) if left > 0 else None,
        lapses=tuple(
            (
                words.say("ask.lapse", n=len(lapse.verdicts), date=words.day(lapse.date)),
                tuple(words.text(catalogue.features[id].question) for id in lapse.features),
            )
            for lapse in asked.lapses
        ),
    )


def _question(question: OpenQuestion, catalogue: Catalogue, words: Words) -> QuestionView:
    does = [words.say("ask.narrows", most=words.number(question.most), least=words.number(question.least))]
    if question.settles_possibly:
        does.append(words.say("ask.settles", n=len(question.settles_possibly), always=len(question.settles_always)))
    return QuestionView(words.text(catalogue.features[question.feature].question), question.feature, " ".join(does))
