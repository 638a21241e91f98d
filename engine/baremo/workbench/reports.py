"""Finished files: reports for people, tidy data for machines."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..analysis.survey import Survey, survey
from ..analysis.timeline import timeline
from ..assessment.assess import NoScorecard, assess_all
from ..model.dossier import Dossier
from ..model.robustness import Robustness
from ..model.unscored import Unscored
from ..reporting import export as tables
from ..reporting.files import write_all
from ..reporting.publication import Publication
from ..reporting.report import File, contents, earlier
from ..reporting.report import report as files_of
from ..reporting.words import Words
from ..workspace.workspace import Workspace
from .bench import Bench
from .cores import on_all_cores
from .crosswalk import coverage
from .scores import scorecard_file

Content = tuple[str, str | bytes]


def publication(workspace: Workspace, language: str, engines: tuple[str, ...]) -> Publication:
    """What publishes results of the workspace in a language."""
    return Publication(workspace.catalogue, language, workspace.rooms.reports, engines, workspace.publisher)


@dataclass(frozen=True)
class Report:
    """A report that can be written: nothing is, unless all of it could be made."""

    workspace: Workspace
    surveys: Sequence[Survey]
    files: Sequence[File]

    def contents(self) -> Iterator[Content]:
        """Each file's name and content, as it is made."""
        return contents(self.files)


def report(
    bench: Bench,
    mechanisms: Iterable[str],
    formats: Sequence[str],
    language: str,
    as_of: date | None = None,
    perspective: str = "all",
    *,
    count_withheld: bool = False,
    robustness: bool = False,
) -> Report:
    """For every mechanism the scorecard, its years, a page a reform; and the comparison and an index.

    Raises:
        NamedTwice: if two pages would have the same file's name.
        NoScorecard: if none of the mechanisms has one on that day.
        ModuleNotFoundError: if a format, or the robustness, needs an extra that is not installed.
    """
    workspace = bench.read(mechanisms)
    engines = bench.engines(workspace)
    surveys: list[Survey] = []
    unscored: list[tuple[Dossier, Unscored]] = []
    ready = bench.mechanisms(workspace)
    for each in bench.watched(ready, len(ready)):
        try:
            surveys.append(survey(each, engines, as_of, perspective, count_withheld))
        except NoScorecard as fault:
            unscored.append((each.dossier, fault.unscored))
    if not surveys and unscored:
        raise NoScorecard(unscored[0][1])

    def json(one: Survey) -> str:
        return scorecard_file(workspace, [one.assessment], engines.names).model_dump_json(indent=2) + "\n"

    spread = _robustness(surveys) if robustness else None
    published = publication(workspace, language, engines.names)
    covered = coverage(workspace).methodologies
    files = tuple(files_of(published, surveys, tuple(dict.fromkeys(formats)), json, spread, unscored, covered))
    return Report(workspace, surveys, files)


def _robustness(surveys: Sequence[Survey]) -> Robustness:
    from .sensitivity import DRAWS, SEED, analysis

    return analysis([each.assessment for each in surveys], DRAWS, SEED)


def write(folder: Path, files: Iterable[Content]) -> int:
    """Put all files into a folder at once, in the place of an earlier report there; gives their number."""
    return write_all(folder, files, earlier(folder))


def export(
    bench: Bench,
    mechanisms: Iterable[str],
    language: str,
    as_of: date | None = None,
    perspective: str = "all",
) -> Iterator[Content]:
    """Tidy data: scores, findings, claims, documents and standards as CSV tables, and what describes them.

    Of many mechanisms on all cores.
    """
    workspace = bench.read(mechanisms)
    rows = on_all_cores(bench, workspace, _rows, language, as_of, perspective)
    yield from tables.export(rows, workspace.catalogue, _words(workspace, language))


def _rows(
    bench: Bench, workspace: Workspace, language: str, as_of: date | None, perspective: str
) -> Sequence[tables.Row]:
    engines, words = bench.engines(workspace), _words(workspace, language)
    ready = {each.dossier.id: each for each in bench.mechanisms(workspace)}
    cards, unscored = assess_all(((each, as_of) for each in ready.values()), engines, perspective)
    listed = [tables.unscored_row(ready[none.mechanism], none, words) for none in unscored]
    for card in cards:
        course = timeline(card.mechanism, card.profile.as_of, perspective)
        listed += tables.rows(card, course, words)
    return listed


def _words(workspace: Workspace, language: str) -> Words:
    return Words(language, workspace.rooms.reports, workspace.catalogue.standard)
