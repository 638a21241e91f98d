"""The interface's words: gettext catalogues by symbolic message id, dates and plurals by CLDR."""

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from gettext import c2py
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po
from babel.numbers import format_decimal

from ..model.dates import PartialDate
from ..model.standard import Standard
from ..model.text import Language, Localised, Phrase
from ..workspace.plain_text import read_text
from ..workspace.problem import Problem, WorkspaceError
from ..workspace.problem import values as told
from ..workspace.rooms import interface_languages

_FOLDER = "reports/locales"


class Words:
    """Says things in one language: those of the interface, and those of the content.

    Where the interface does not speak it, `language`, which everything of the interface's is marked as, is that of the
    first stand-in that it does speak; the content's texts are marked as the language that each is really in. A message
    missing in a catalogue is said in the first of the others that has it.
    """

    def __init__(self, language: Language, rooms: Sequence[Path], standard: Standard | None = None) -> None:
        """Read the catalogues in these reports rooms, each at `locales/<language>.po`; one in an earlier room wins.

        Of the `standard` the content's languages stand in for each other, and its perspectives have their names.

        Raises:
            WorkspaceError: if one of them is no such file.
        """
        self.asked: Language = language
        self.stand_ins = () if standard is None else standard.languages
        self._perspectives = {} if standard is None else {known.id: known.name for known in standard.perspectives}
        folders = [room / "locales" for room in rooms]
        spoken = interface_languages(rooms)
        order = [code for code in dict.fromkeys((language, *self.stand_ins, *spoken)) if code in spoken]
        self.language: Language = order[0]
        self._locale = _locale(self.language)
        read = ((code, _read(folder, code)) for code in order for folder in folders)
        self._catalogues = [(f"{_FOLDER}/{code}.po", catalogue) for code, catalogue in read if catalogue is not None]

    def say(self, id: str, /, n: int | None = None, **values: object) -> str:
        """The message, its plural form chosen by `n`, with `{name}` replaced by the values.

        Raises:
            WorkspaceError: if the message has no such form, or a name in it that is none of the values.
        """
        for path, catalogue in self._catalogues:
            message = catalogue.get(id)
            if message is None or not message.string:
                continue
            string = message.string
            try:
                form = (
                    string if isinstance(string, str) else string[_plural(catalogue.plural_expr)(1 if n is None else n)]
                )
                if form:
                    return _filled(form, {"n": n, **values})
            except KeyError as fault:
                known = [f"{{{name}}}" for name in ("n", *values)]
                problem = "message.place", told(place=f"{{{fault.args[0]}}}", message=id, known=known)
            except (ArithmeticError, IndexError, ValueError) as fault:
                problem = "message.plural", told(message=id, number=n, why=str(fault))
            else:
                continue
            raise WorkspaceError([Problem(path, message.lineno or 0, 1 if message.lineno else 0, *problem)])
        raise KeyError(f"no catalogue has the message '{id}'")

    def text(self, text: Localised) -> Phrase:
        """The content's text in this language, or another, marked as such."""
        return text.phrase(self.asked, self.stand_ins)

    @property
    def language_name(self) -> str:
        """What the language asked for is called by those who speak it."""
        try:
            return Locale.parse(self.asked, sep="-").get_display_name() or self.asked
        except (UnknownLocaleError, ValueError):
            return self.asked

    def perspective(self, id: str) -> str:
        """Whose claims count."""
        name = self._perspectives.get(id)
        return self.say("perspective.all") if name is None else self.text(name).text

    def day(self, day: date) -> str:
        """31 March 2017; the first of a month as the language writes it."""
        told = format_date(day, "long", self._locale)
        return re.sub(r"^1(?=\D)", self.say("date.first"), told) if day.day == 1 else told

    def partial(self, given: PartialDate | str) -> str:
        """A date exactly as precise as it was given: 2016; December 2016; by February 2017."""
        parsed = PartialDate.parse(given)
        text = parsed.text.removeprefix("by ")
        match len(text):
            case 4:
                shown = text
            case 7:
                shown = format_skeleton("yMMMM", parsed.last, locale=self._locale)
            case _:
                shown = self.day(parsed.last)
        return self.say("date.by", date=shown) if parsed.text.startswith("by ") else shown

    def points(self, score: tuple[float, float], join: str = "–") -> str:
        """A range of points as it is to be shown: 21–57, or 40.0 where both ends are the same."""
        low, high = score
        if low == high:
            return self.number(low) if low % 1 else format_decimal(low, format="0.0", locale=self._locale)
        return f"{self.number(low)}{join}{self.number(high)}"

    def states(self, countries: Iterable[str]) -> str:
        """The States of these country codes, by their short names."""
        return self.listed(self._locale.territories.get(country, country) for country in countries)

    def number(self, value: int | float) -> str:
        """1,234.5 as the language writes it, with every decimal that it has."""
        return format_decimal(Decimal(repr(value)), locale=self._locale, decimal_quantization=False)

    @property
    def quotation_marks(self) -> tuple[str, str]:
        """What stands before and after the words of others."""
        before, _, after = self.say("value.quoted", value="\n").partition("\n")
        return before, after

    def percent(self, share: float) -> str:
        """A share of 1 as a percentage without decimals."""
        return self.say("percent", value=round(share * 100))

    def listed(self, items: Iterable[str], style: str = "standard") -> str:
        """One, two and three."""
        return format_list(list(items), style=style, locale=self._locale)  # type: ignore[arg-type]


def _locale(language: Language) -> Locale:
    """The conventions of the readers' region; English ones where CLDR does not know the language."""
    try:
        return Locale.parse({"en": "en_GB", "pt": "pt_BR"}.get(language, language.replace("-", "_")))
    except (UnknownLocaleError, ValueError):
        return Locale("en", "GB")


_plural = cache(c2py)
_PLACE = re.compile(r"\{(\w+)\}")


def _filled(form: str, values: Mapping[str, object]) -> str:
    """The message with its places filled; unlike `str.format` it reaches into no value."""
    return _PLACE.sub(lambda place: str(values[place[1]]), form)


@cache
def _read(folder: Path, code: str) -> Catalog | None:
    path = f"{_FOLDER}/{code}.po"
    text = read_text(folder, f"{code}.po", path)
    if text is None:
        return None
    try:
        return read_po(io.StringIO(text), locale=_locale(code), abort_invalid=True)
    except PoFileError as fault:
        line, what = fault.lineno + 1, str(fault).rpartition(" on ")[0].lower()
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as fault:
        line, what = 0, str(fault)
    raise WorkspaceError([Problem(path, line, min(line, 1), "broken-po", told(why=what))])
