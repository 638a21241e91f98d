"""How long a whole report takes, by its parts: four mechanisms, all formats, one language. Prints a table."""

import gc
import time
from collections import Counter
from datetime import date

from baremo.analysis.survey import survey
from baremo.assessment.assess import prepare
from baremo.reporting.publication import Publication
from baremo.reporting.report import FORMATS, contents, report
from baremo.rules.engines import Engines
from baremo.workspace.workspace import load


def main() -> None:
    gc.disable()  # as the command does
    taken: Counter[str] = Counter()
    started = time.perf_counter()

    def lap(part: str) -> None:
        nonlocal started
        now = time.perf_counter()
        taken[part] += now - started
        started = now

    read = load()
    lap("perspective")
    ready = [
        prepare(filed.dossier, read.catalogue, read.bibliography.speakers, read.bibliography.documents)
        for filed in read.dossiers.values()
    ]
    with Engines(read.catalogue) as engines:
        surveys = [survey(one, engines, date(2017, 3, 31)) for one in ready]
    lap("evaluating")
    publication = Publication(read.catalogue, "en", read.rooms.reports, engines.names)
    files = list(report(publication, surveys, FORMATS, lambda one: one.assessment.scorecard.model_dump_json()))
    lap("publication")
    for file in files:
        file.make()
        lap(file.name.rsplit(".", 1)[1])
    for part, seconds in taken.items():
        print(f"{part:12} {seconds:6.2f} s")
    started = time.perf_counter()
    list(contents(files))
    print(f"{'all files':12} {time.perf_counter() - started:6.2f} s   {len(files)} files, two at a time")


if __name__ == "__main__":
    main()
