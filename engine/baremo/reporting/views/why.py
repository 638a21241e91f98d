"""What explains one finding or one flag of a mechanism."""

from dataclasses import dataclass

from ...assessment.assess import Assessment
from ...model.why import Remedy, WhyFile
from ..words import Words
from .context import Context
from .finding import FindingView, FlagView, finding_view, flag_view
from .head import Head, coders, evidence, hypothetical, look
from .phrases import standards_words


@dataclass(frozen=True)
class WhyView:
    """A finding or a flag with everything that explains it."""

    head: Head
    finding: FindingView | None
    flag: FlagView | None


def why_view(assessment: Assessment, file: WhyFile, words: Words) -> WhyView:
    """One finding, or one flag."""
    card, context = assessment.scorecard, Context.of(assessment, words)
    mechanism, catalogue = context.mechanism.dossier.mechanism, context.catalogue
    finding = None if file.why is None else finding_view(file.why, file.remedy or Remedy(sets=()), context)
    flag = None if file.flag is None else flag_view(file.flag, context)
    state, name = words.text(mechanism.state), words.text(mechanism.name)
    what = flag.flag.id if flag is not None else "" if finding is None else finding.id
    head = Head(
        name=f"{mechanism.id}-why-{what}",
        title=words.say("labelled", label=state.text, value=name.text),
        kicker=words.say("why.kicker"),
        heading=(state, name),
        day=card.as_of,
        look=look(card, catalogue, words),
        evidence=(evidence(card, words),),
        standards=standards_words(catalogue, words),
        hypothetical=hypothetical(card.hypothetical, catalogue, words),
        coders=coders([context]),
        withheld=None if card.withheld is None else words.say("withheld", n=card.withheld),
    )
    return WhyView(head, finding, flag)
