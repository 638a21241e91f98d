"""Pages of the app: a template in the frame that every page has. Templates are the built-in ones alone."""

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from flask import Response, current_app, request
from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from .. import __version__
from ..model.criterion import Criterion
from ..model.document import Document
from ..model.feature import Feature, Interval
from ..model.sheet import Setting
from ..model.standard import Standard
from ..model.text import Localised, Phrase
from ..model.visibility import AUDIENCES
from ..workbench import speaking
from ..workspace.rooms import built_in
from .session import Session


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(built_in() / "reports" / "templates" / "app"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def here() -> Session:
    """The session of the run that this request belongs to."""
    session = current_app.extensions["baremo"]
    assert isinstance(session, Session)
    return session


def say(id: str, n: int | None = None, **values: object) -> str:
    """A message in the language chosen."""
    session = here()
    return speaking.words(session.bench, session.language).say(id, n, **values)


class Voice:
    """What templates say things with: the interface's words, and the content's."""

    def __init__(self, session: Session) -> None:
        """Read the words."""
        self._session = session
        self.words = speaking.words(session.bench, session.language)

    @property
    def standard(self) -> Standard:
        """The body of standards, for its languages."""
        return self._session.bench.read(()).catalogue.standard

    def say(self, id: str, /, n: int | None = None, **values: object) -> str:
        """A message."""
        return self.words.say(id, n, **values)

    def text(self, text: Localised) -> Phrase:
        """A text of the content, with the language that it is in."""
        return self.words.text(text)

    def named(
        self, entries: Iterable[Any], kinds: Collection[str] | None = None, first: str | None = None
    ) -> list[tuple[Any, str]]:
        """Ids and names to choose among, of speakers of these kinds alone where some are given."""
        chosen = [each for each in entries if kinds is None or each.kind in kinds]
        chosen.sort(key=lambda each: each.id != first)
        return [(each.id, self.text(each.name).text) for each in chosen]

    def titled(self, criteria: Iterable[Criterion]) -> list[tuple[str, str]]:
        """Criteria to choose among."""
        return [(each.id, self.text(each.title).text) for each in criteria]

    def papers(self, documents: Mapping[str, Document]) -> list[tuple[str, str]]:
        """Documents to choose among."""
        return [(id, f"{document.title} ({id})") for id, document in documents.items()]

    def values(self, feature: Feature) -> list[tuple[str, str]]:
        """The values of a choice."""
        return [(value.id, self.text(value.label).text) for value in feature.values]

    def messages(self, prefix: str, keys: Iterable[str]) -> list[tuple[str, str]]:
        """Keys to choose among, each with its message; a key that has none says itself."""
        return [(key, self._message(prefix, key)) for key in keys]

    def _message(self, prefix: str, key: str) -> str:
        if not prefix:
            return key
        try:
            return self.say(f"{prefix}{key}")
        except KeyError:
            return key

    def value(self, setting: Setting, feature: Feature) -> str:
        """What a claim or the like says of a feature."""
        return self.interval(setting.interval(feature), feature)

    def interval(self, interval: Interval, feature: Feature) -> str:
        """Values from the lowest to the highest."""
        low, high = (self.label(feature.raw(rank), feature) for rank in interval)
        if interval.single:
            return low
        if interval.low == feature.whole.low:
            return self.say("app.at-best" if feature.values else "app.at-most", value=high)
        if interval.high == feature.whole.high:
            return self.say("app.at-least", value=low)
        return self.say("app.between", low=low, high=high)

    def reading(self, feature: Feature, bound: str, rank: int) -> str:
        """What a bound and a value of a choice say: what stays possible, and what is ruled out."""
        last = feature.whole.high
        low, high = {"exactly": (rank, rank), "at_most": (0, rank), "at_least": (rank, last)}[bound]
        said = self.interval(Interval(low, high), feature)
        ruled_out = [self.label(feature.raw(each), feature) for each in range(last + 1) if not low <= each <= high]
        if not ruled_out:
            return self.say("app.q.reading.all")
        if low == high:
            return self.say("app.q.reading.one", value=said)
        possible = [self.label(feature.raw(each), feature) for each in range(low, high + 1)]
        return self.say(
            "app.q.reading",
            value=said,
            possible=self.words.listed(possible, "or"),
            ruled_out=self.words.listed(ruled_out, "or"),
        )

    def label(self, raw: object, feature: Feature) -> str:
        """One value in words."""
        if feature.values:
            label = next(value.label for value in feature.values if value.id == raw)
            return self.say("value.quoted", value=self.text(label).text)
        if isinstance(raw, bool):
            return self.say("value.yes" if raw else "value.no")
        assert isinstance(raw, int | float)
        unit = "" if feature.unit is None else f" {self.text(feature.unit).text}"
        return f"{self.words.number(raw)}{' %' if feature.type == 'share' and not unit else ''}{unit}"


class Entry(dict[str, Any]):
    """What a form is filled with: nothing stands where nothing was said."""

    def __init__(self, given: Mapping[str, Any] = MappingProxyType({})) -> None:
        """The same for what stands within."""
        super().__init__({key: Entry(value) if isinstance(value, Mapping) else value for key, value in given.items()})

    def __missing__(self, key: str) -> Any:
        return None


def render(name: str, status: int = 200, **values: Any) -> Response:
    """A page."""
    session = here()
    voice = Voice(session)
    token = request.args.get("saved", "")
    write = session.write(token)
    filled: dict[str, Any] = {key: Entry(values[key]) for key in ("entry", "stage", "reform") if key in values}
    html = (
        _environment()
        .get_template(f"{name}.html.j2")
        .render(
            voice=voice,
            say=voice.say,
            words=voice.words,
            session=session,
            audiences=AUDIENCES,
            languages=speaking.spoken(),
            version=__version__,
            write=write,
            token=token,
            path=request.path,
            blank=Entry(),
            **({"faults": (), "section": ""} | values | filled),
        )
    )
    return Response(html, status, content_type="text/html; charset=utf-8")


def refuse(status: int, lines: Iterable[str], **values: Any) -> Response:
    """A page that says why something was not done."""
    return render("fault", status, lines=tuple(lines), **values)
