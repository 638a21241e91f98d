"""A view and its kind's template give a finished page; templates are sandboxed, a workspace's own come first."""

import base64
import re
import traceback
from collections.abc import Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import Protocol

from jinja2 import (
    ChoiceLoader,
    Environment,
    FunctionLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    pass_context,
    select_autoescape,
)
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from .. import __version__
from ..model.organisation import NOBODY, Publisher
from ..model.text import Phrase
from ..workspace.plain_text import read_bytes, read_text
from ..workspace.problem import Problem, WorkspaceError, values
from ..workspace.rooms import inside
from .page import Page, Unfit, read
from .pictures import bare_picture
from .views.head import Head
from .words import Words

_FOLDER = "reports/templates"
_FAULTS = (
    TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    MemoryError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What a template can do wrong that the sandbox lets it try."""
_UNFIT_SIGNS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Signs that no page can hold."""


class View(Protocol):
    """What a page says: beside its head, whatever its kind of page has."""

    @property
    def head(self) -> Head:
        """What every page says of itself."""


class Pages:
    """Renders pages in one language: by a workspace's own template where it has one of that name, else the built-in.

    A template of a workspace's own may extend the built-in one of its name as `built-in/NAME`.
    """

    def __init__(self, rooms: Sequence[Path], words: Words, publisher: Publisher = NOBODY) -> None:
        """Look for templates, styles and the letterhead in these reports rooms, in order.

        The Typst template is always the built-in one: Typst has no sandbox as strict as that of Jinja.
        """
        self._words, self._rooms = words, rooms
        loaders = [FunctionLoader(partial(_template, room / "templates")) for room in rooms]
        self._environment: Environment = ImmutableSandboxedEnvironment(
            loader=ChoiceLoader([*loaders, PrefixLoader({"built-in": loaders[-1]})]),
            autoescape=select_autoescape(enabled_extensions=("html.j2",), default=False),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            finalize=_shown,
        )
        styles = (read_text(room / "styles", "report.css", "reports/styles/report.css") for room in rooms)
        picture = base64.b64encode(bare_picture(publisher.logo)).decode()
        self._environment.filters["anchor"] = _anchor
        self._environment.globals |= {
            "between": self._between,
            "language": words.language,
            "logo": f"data:image/{publisher.logo_format};base64,{picture}" if publisher.logo else "",
            "publisher": publisher.name,
            "say": self._say,
            "strong": _strong,
            "style": next(style for style in styles if style is not None).replace("</", "<\\/"),
            "version": __version__,
        }

    @cached_property
    def typst_template(self) -> bytes:
        """What sets a page in PDF."""
        return (self._rooms[-1] / "templates" / "page.typ").read_bytes()

    @cached_property
    def letterhead(self) -> bytes:
        """What Word files are written on: a workspace's own letterhead, else the built-in one."""
        files = (inside(room, "letterhead.docx") for room in self._rooms)
        return read_bytes(next(file for file in files if file is not None), "reports/letterhead.docx")

    def page(self, kind: str, view: View) -> Page:
        """A page of this kind as one self-contained HTML file, and as a tree.

        Raises:
            WorkspaceError: if a template cannot be rendered, or the page breaks the contract of pages.
        """
        name, head = f"{kind}.html.j2", view.head
        made = re.sub(r"\n\s*\n+", "\n", self._rendered(name, view).lstrip())
        try:
            return read(made, head.name, head.day, head.required)
        except Unfit as fault:
            what = values(what=self._words.say(fault.what), shown=fault.shown, row=fault.line)
            raise WorkspaceError([Problem(f"{_FOLDER}/{name}", 1, 1, "page", what)]) from None

    def _rendered(self, name: str, view: View) -> str:
        """A template's result; a template that cannot be rendered is bad input, told with its place."""
        try:
            return self._environment.get_template(name).render(view=view, head=view.head)
        except _FAULTS as fault:
            path, line = _place(fault, name)
            code = "template.missing" if isinstance(fault, TemplateNotFound) else "template"
            raise WorkspaceError([Problem(path, line, min(line, 1), code, values(why=str(fault)))]) from None

    def _say(self, id: str, n: int | None = None, **given: object) -> Markup:
        """A message, what fills its places marked as it is: in its language, or strong."""
        marks = {name: f"\x02{place}\x03" for place, name in enumerate(given)}
        shown = {mark: self._marked(value) for mark, value in zip(marks.values(), given.values(), strict=True)}
        said = str(escape(self._words.say(id, n, **marks)))
        return Markup(re.sub("\x02\\d+\x03", lambda mark: str(shown[mark[0]]), said))

    def _between(self, names: Sequence[object], separator: str) -> Markup:
        """Names beside each other, each in its language."""
        return escape(separator).join(self._marked(name) for name in names)

    def _marked(self, value: object) -> Markup:
        """A value as a page shows it: a phrase is marked with its language where that is not the page's."""
        return escape(_in_language(value, self._words.language))


@pass_context
def _shown(context: Context, value: object) -> object:
    """A value as a page can hold it, a phrase marked with its language where that is not the page's."""
    return _in_language(value, context["language"])


def _in_language(value: object, language: str) -> object:
    if isinstance(value, Phrase):
        text = _UNFIT_SIGNS.sub("\ufffd", value.text)
        return text if value.language == language else Markup('<span lang="{}">{}</span>').format(value.language, text)
    return _UNFIT_SIGNS.sub("\ufffd", value) if type(value) is str else value


def _strong(text: str) -> Markup:
    return Markup("<strong>{}</strong>").format(text)


def _anchor(provision: str) -> str:
    """The id under which a page has a provision."""
    return f"provision:{provision.replace('/', ':')}"


def _template(folder: Path, name: str) -> tuple[str, str, None] | None:
    """A template's text and what it is called; only files of the folder itself are looked at, links followed."""
    path = f"{_FOLDER}/{name}"
    text = read_text(folder, name, path)
    return None if text is None else (text, path, None)


def _place(fault: BaseException, name: str) -> tuple[str, int]:
    """The template and the line at which rendering stopped."""
    if isinstance(fault, TemplateSyntaxError):
        return fault.filename or f"{_FOLDER}/{name}", fault.lineno
    frames = traceback.extract_tb(fault.__traceback__)
    inmost = next((frame for frame in reversed(frames) if frame.filename.startswith(_FOLDER)), None)
    return (inmost.filename, inmost.lineno or 0) if inmost else (f"{_FOLDER}/{name}", 0)
