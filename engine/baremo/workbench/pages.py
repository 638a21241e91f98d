"""Finished pages as HTML: the one place at which a face asks for a page."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from html import escape

from ..analysis.timeline import timeline as over_the_years
from ..assessment.assess import assess_all
from ..model.text import Language
from . import comparisons, suppositions
from .bench import Bench
from .explanations import Explained
from .reports import publication


def scorecard(
    bench: Bench, mechanism: str, language: Language, as_of: date | None = None, perspective: str = "all"
) -> str:
    """The scorecard of a mechanism, or why there is none on that day.

    Raises:
        Slip: if there is no such perspective.
        WorkspaceError: with everything that is wrong in the files read.
    """
    workspace = bench.read([mechanism])
    engines = bench.engines(workspace)
    (whole,) = bench.mechanisms(workspace)
    published = publication(workspace, language, engines.names)
    cards, unscored = assess_all([(whole, as_of)], engines, perspective)
    if not cards:
        return published.written(published.unscored(unscored, {mechanism: whole.dossier}), "html")
    (card,) = cards
    course = over_the_years(whole, card.profile.as_of, perspective)
    return published.written(published.scorecard(card, course), "html")


def comparison(
    bench: Bench, mechanisms: Sequence[str], language: Language, as_of: date | None = None, perspective: str = "all"
) -> str:
    """Mechanisms side by side; for what it raises see `scorecard`."""
    compared = comparisons.compare(bench, [(mechanism, as_of) for mechanism in mechanisms], perspective)
    published = publication(compared.workspace, language, compared.file.engines)
    if compared.file.comparison is None:
        assert compared.file.unscored is not None
        return published.written(published.unscored([compared.file.unscored], compared.dossiers), "html")
    return published.written(published.comparison(compared.file.comparison, compared.dossiers), "html")


def around(bench: Bench, mechanism: str, reform: str, language: Language, perspective: str = "all") -> str:
    """A mechanism before and after a reform.

    Raises:
        Slip: if the reform was not adopted.
    """
    compared = comparisons.around(bench, mechanism, reform, perspective)
    published = publication(compared.workspace, language, compared.file.engines)
    assert compared.file.around is not None
    return published.written(published.around(compared.file.around, compared.dossiers[mechanism]), "html")


def timeline(
    bench: Bench, mechanism: str, language: Language, as_of: date | None = None, perspective: str = "all"
) -> str:
    """A mechanism over the years; for what it raises see `scorecard`."""
    course = comparisons.timeline(bench, mechanism, as_of, perspective)
    published = publication(course.workspace, language, course.file.engines)
    (line,) = course.file.timelines
    return published.written(published.timeline(line, course.dossier), "html")


def whatif(
    bench: Bench,
    mechanism: str,
    language: Language,
    adopt: Sequence[str] = (),
    settings: Sequence[str] = (),
    *,
    with_aims: bool = False,
    as_of: date | None = None,
    perspective: str = "all",
) -> str:
    """A mechanism under an assumption.

    Raises:
        Slip: if nothing is supposed, or it cannot be.
        WorkspaceError: with everything that is wrong in the files read.
    """
    supposed = suppositions.whatif(
        bench,
        mechanism,
        adopt=adopt,
        settings=settings,
        with_aims=with_aims,
        as_of=as_of,
        perspective=perspective,
    )
    published = publication(supposed.workspace, language, supposed.file.engines)
    if supposed.file.whatif is None:
        assert supposed.file.unscored is not None
        return published.written(published.unscored([supposed.file.unscored], {mechanism: supposed.dossier}), "html")
    return published.written(published.whatif(supposed.file.whatif, supposed.dossier), "html")


def finding(explained: Explained, language: Language) -> str:
    """What explains a finding, for below a heading of one's own: its parts' headings follow that one's level."""
    published = publication(explained.workspace, language, explained.file.engines)
    assert explained.file.why is not None
    criterion = explained.file.why.finding.criterion
    page = published.written(published.why(explained.assessment, explained.file), "html")
    article = next((each[0] for each in _ARTICLE.finditer(page) if each["id"] == criterion), "")
    return re.sub(r"(</?h)3\b", r"\g<1>2", _TITLE.sub("", article, count=1))


_TITLE = re.compile(r"<h2\b[^>]*>.*?</h2>", re.DOTALL)
_MAIN = re.compile(r"<main\b[^>]*>(?P<main>.*)</main>", re.DOTALL)
_ARTICLE = re.compile(r'<article id="(?P<id>[^"]+)">.*?</article>', re.DOTALL)


def main_of(page: str) -> str:
    """What stands in a finished page's `main`: to be shown in a frame of one's own."""
    found = _MAIN.search(page)
    assert found is not None
    return found["main"]


def with_links(main: str, address: Callable[[str], str], label: str) -> str:
    """With a link at the end of every finding, to where more of it is shown."""

    def linked(article: re.Match[str]) -> str:
        link = f'<p class="ui more-of"><a href="{escape(address(article["id"]))}">{escape(label)}</a></p>'
        return article[0].removesuffix("</article>") + link + "</article>"

    return _ARTICLE.sub(linked, main)
