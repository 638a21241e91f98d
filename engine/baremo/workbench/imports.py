"""Files that come back: a questionnaire, the export of a form on phones, a colleague's sheet, each made a draft."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from ..model.document import OwnName
from ..workspace.tables import reading
from ..workspace.tables.fault import TableFault
from ..workspace.yaml_file import read as read_yaml
from .bench import Bench
from .forms import vocabulary
from .laying import Desk, Imported
from .returned import returned
from .slip import Slip
from .writing import own_room, undo

_YAML = (".yaml", ".yml")


def take(
    bench: Bench,
    file: Path,
    *,
    mechanism: str | None = None,
    coder: str | None = None,
    on: date,
    dry_run: bool = False,
    partial: bool = False,
) -> Sequence[Imported]:
    """Take in a questionnaire that came back, the export of a form on phones, or a colleague's sheet.

    The mechanism and the coder are those that the file names, unless it names none. `on` is the day of the coding.
    Where a row is refused nothing is written, of any document, unless what can be taken shall be: `partial`.

    Raises:
        Slip: if the file cannot be read, or does not belong to what there is here.
        Changed, Refusal, WorkspaceError, OSError: nothing was written.
    """
    own_room(bench)
    if file.suffix.lower() in _YAML:
        desks: Sequence[Desk] = [_sheet_desk(bench, file, mechanism, coder, on)]
    else:
        desks = _form_desks(bench, file, mechanism, coder, on)
    for desk in desks:
        desk.look()
    whole = not any(row.problems for desk in desks for row in desk.rows)
    done: list[Imported] = []
    try:
        for desk in desks:
            done.append(desk.result(write=not dry_run and (whole or partial)))
    except BaseException:
        for imported in reversed(done):
            if imported.saved is not None:
                undo(bench, imported.saved.undo)
        raise
    return done


def _form_desks(bench: Bench, file: Path, mechanism: str | None, coder: str | None, on: date) -> "Sequence[Desk]":
    try:
        tables = reading.read(reading.content_of(file))
    except TableFault as fault:
        raise Slip(fault.code, file=file.name, **fault.values) from None
    workspace = bench.read(())
    features = workspace.standards.features
    desks: dict[tuple[str, str, str], Desk] = {}
    for each in returned(tables, vocabulary(bench, workspace, features, _language(tables))):
        if each.origin.get("form", "questionnaire") != "questionnaire":
            raise Slip("import-translation")
        of = _named("mechanism", each.origin.get("mechanism"), mechanism)
        document = _named("document", each.origin.get("document"), None)
        by = _named("coder", each.origin.get("coder"), coder)
        if (of, document, by) not in desks:
            desks[of, document, by] = Desk.at(bench, of, document, by, on)
        desks[of, document, by].lay_form(each)
    return list(desks.values())


def _sheet_desk(bench: Bench, file: Path, mechanism: str | None, coder: str | None, on: date) -> "Desk":
    held = read_yaml(file, file.name)
    data = held.data if isinstance(held.data, dict) else {}
    coded = data.get("coded")
    signed = coded[0].get("by") if isinstance(coded, list) and len(coded) == 1 and isinstance(coded[0], dict) else None
    document = data.get("document")
    desk = Desk.at(
        bench,
        _named("mechanism", None, mechanism),
        _named("document", document if isinstance(document, str) else None, None),
        _named("coder", signed if isinstance(signed, str) and coder is None else None, coder),
        on,
    )
    desk.lay_sheet(held)
    return desk


def _named(what: str, inside: str | None, asked: str | None) -> str:
    """The id that the file gives, or the one asked for; not two that differ."""
    if inside is not None and asked is not None and inside != asked:
        raise Slip(f"import-other-{what}", name=inside, asked=asked)
    name = inside or asked
    if name is None:
        raise Slip(f"import-no-{what}")
    if what == "coder":
        try:
            TypeAdapter(OwnName).validate_python(name)
        except ValidationError:
            raise Slip("not-an-id", name=name) from None
    return name


def _language(tables: Sequence[reading.Table]) -> str | None:
    """The language that a questionnaire says it is in."""
    rows = [row for table in tables if table.name == "baremo" for row in table.rows]
    return next((str(row[1]) for row in rows if len(row) > 1 and row[0] == "language"), None)
