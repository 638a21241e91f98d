"""Exact ranges in the terminal: what is really still possible, beside what Kleene's logic leaves."""

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from ..model.catalogue import Catalogue
from ..model.dossier import Dossier
from ..model.exact import ExactRange, Narrower
from .words import Words


def exact(range: ExactRange, dossier: Dossier, catalogue: Catalogue, words: Words) -> RenderableType:
    """The exact range, where Kleene's logic was too wide, and what could not be tried."""
    state = words.text(dossier.mechanism.state).text
    said = words.say("exact.range", state=state, range=words.points(range.overall), completions=range.completions)
    wider = words.say("exact.wider", range=words.points(range.kleene))
    same = words.say("exact.same") if range.overall == range.kleene else wider
    parts: list[RenderableType] = [Text(f"{said} {same}")]
    parts += (Padding(Text(_narrower(each, catalogue, words)), (0, 0, 0, 2)) for each in range.narrower)
    if range.untried:
        parts.append(Padding(Text(words.say("exact.untried", list=", ".join(range.untried))), (0, 0, 0, 2)))
    return Group(*parts)


def _narrower(narrower: Narrower, catalogue: Catalogue, words: Words) -> str:
    finding = narrower.kind == "finding"
    title = catalogue.criteria[narrower.id].title if finding else catalogue.flags[narrower.id].title
    kind = "status" if finding else "flag"
    exact, kleene = (
        words.listed([words.say(f"{kind}.{outcome}") for outcome in outcomes], style="or")
        for outcomes in (narrower.exact, narrower.kleene)
    )
    return words.say("exact.narrower", title=words.text(title).text, exact=exact, kleene=kleene)
