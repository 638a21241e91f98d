"""A whole report: which files there are, what is in each, and how they link to each other."""

import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..analysis.comparison import compare
from ..analysis.survey import Survey
from ..model.crosswalk import MethodologyCovered
from ..model.dossier import Dossier
from ..model.robustness import Robustness
from ..model.unscored import Unscored
from .markdown import markdown
from .page import Page
from .publication import Draft, Publication
from .tables import findings_csv
from .views.index import Entry

DOCUMENT_FORMATS = {"html": "html", "markdown": "md", "pdf": "pdf", "docx": "docx"}
"""Formats in which every page is written, with the ending of their files."""
DATA_FORMATS = {"xlsx": "xlsx", "csv": "csv", "json": "json"}
"""Formats in which the data of every mechanism are written."""
FORMATS = (*DOCUMENT_FORMATS, *DATA_FORMATS)
OFFICE = ("pdf", "docx", "xlsx")
"""Formats whose writers come with the extra `office`."""

_GENERATED = '<meta name="generator" content="Baremo '
_LINKED = re.compile(
    rf'<a href="([\w-][\w.-]*\.(?:{"|".join((*DOCUMENT_FORMATS.values(), *DATA_FORMATS.values()))}))">'
)
Data = Callable[[Survey], str | bytes]
Writer = Callable[[Page], str | bytes]


@dataclass(frozen=True)
class File:
    """One file to be written; its content is made when it is asked for."""

    name: str
    make: Callable[[], str | bytes]


class NamedTwice(Exception):
    """Two pages of a report would have the same file's name, which is the argument."""


def report(
    publication: Publication,
    surveys: Sequence[Survey],
    forms: Sequence[str],
    json: Data,
    robustness: Robustness | None = None,
    unscored: Sequence[tuple[Dossier, Unscored]] = (),
    methodologies: Sequence[MethodologyCovered] = (),
) -> Iterator[File]:
    """Every file of a report on these mechanisms, the index page last; with the sensitivity analysis and the
    crosswalk if these are given.

    Of the `unscored` there is none but a sentence.

    Raises:
        NamedTwice: if two pages would have the same name.
    """
    writers, exported = _writers(publication, forms), _exports(publication, forms, json)
    listed: dict[str, list[Entry]] = {}
    files: list[File] = []

    def lay_out(draft: Draft) -> Entry:
        own = [(f"{draft.name}.{DOCUMENT_FORMATS[form]}", form) for form in forms if form in DOCUMENT_FORMATS]
        finished = cache(lambda: publication.page(draft))
        files.extend(File(name, lambda form=form: writers[form](finished())) for name, form in own)  # type: ignore[misc]
        return Entry(draft.title, tuple((name, _called(name)) for name, _ in own))

    for survey in surveys:
        mechanism = survey.assessment.scorecard.mechanism
        listed[mechanism] = [lay_out(draft) for draft in publication.survey(survey)]
        for form in (form for form in forms if form in DATA_FORMATS):
            name = f"{mechanism}.{DATA_FORMATS[form]}"
            files.append(File(name, lambda form=form, survey=survey: exported[form](survey)))  # type: ignore[misc]
            card = listed[mechanism][0]
            listed[mechanism][0] = Entry(card.title, (*card.files, (name, _called(name))))
    if len(surveys) > 1:
        cards = [survey.assessment.scorecard for survey in surveys]
        dossiers = {s.assessment.scorecard.mechanism: s.assessment.mechanism.dossier for s in surveys}
        made = compare(cards, [criterion.id for criterion in publication.catalogue.in_order])
        listed[""] = [lay_out(publication.comparison(made, dossiers))]
    if robustness is not None:
        draft = publication.robustness(robustness, [survey.assessment for survey in surveys])
        listed.setdefault("", []).append(lay_out(draft))
    if methodologies:
        draft = publication.crosswalk(methodologies, max(survey.assessment.profile.as_of for survey in surveys))
        listed.setdefault("", []).append(lay_out(draft))
    index = publication.index(surveys, listed, unscored)
    files.append(File("index.html", lambda: publication.page(index).html))
    names = [file.name for file in files]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise NamedTwice(twice[0])
    yield from files


def earlier(folder: Path) -> frozenset[str]:
    """The files of an earlier report in the folder: those that its index page links."""
    index = folder / "index.html"
    try:
        page = index.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return frozenset()
    return frozenset(_LINKED.findall(page)) if _GENERATED in page else frozenset()


def _called(name: str) -> str:
    """What the format of a file is called."""
    return name.rsplit(".", 1)[1].upper()


def contents(files: Sequence[File]) -> Iterator[tuple[str, str | bytes]]:
    """Every file's name and content, in order; two are made at a time, as typesetting does not need Python's lock."""
    with ThreadPoolExecutor(2) as workers:
        yield from zip((file.name for file in files), workers.map(lambda file: file.make(), files), strict=True)


def _writers(publication: Publication, forms: Sequence[str]) -> dict[str, Writer]:
    """The writers of pages; those of the extra are imported only if they are asked for."""
    words = publication.words
    made: dict[str, Writer] = {"html": lambda page: page.html, "markdown": lambda page: markdown(page, words)}
    if {"pdf", "docx"} & set(forms):
        from .pdf import Typesetter

        typesetter = Typesetter(publication.pages.typst_template)
        made["pdf"] = lambda page: typesetter.pdf(page, words.quotation_marks)
        if "docx" in forms:
            from .word import WordWriter

            writer = WordWriter(typesetter, publication.pages.letterhead)
            made["docx"] = lambda page: writer.docx(page, words.quotation_marks)
    return made


def _exports(publication: Publication, forms: Sequence[str], json: Data) -> dict[str, Data]:
    """The writers of data."""
    made: dict[str, Data] = {
        "csv": lambda survey: findings_csv([survey.assessment], publication.words),
        "json": json,
    }
    if "xlsx" in forms:
        from .excel import workbook

        made["xlsx"] = lambda survey: workbook(
            survey, publication.words, publication.scorecard(survey.assessment).title
        )
    return made
