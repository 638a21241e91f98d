"""Features: the questions asked of a mechanism, each with a type whose values run from worst to best."""

from typing import Annotated, Literal, LiteralString, NamedTuple

from pydantic import AfterValidator, Discriminator, Field, Tag, model_validator

from .edition import Standing
from .fault import fault
from .instrument import Addressed
from .record import Identifier, Record, Whole
from .text import Localised

SHORT = 30
"""Letters of a short title at most."""

Raw = bool | int | float | str
"""A feature's value as it stands in a file."""


Validity = Annotated[
    Annotated[Literal["always"], Tag("<always>")] | Annotated[Whole, Field(ge=1, le=100), Tag("<years>")],
    Discriminator(lambda given: "<always>" if given == "always" else "<years>"),
]
"""For how many years an observation stays good, or `always`."""


class Interval(NamedTuple):
    """The ranks still possible, both ends included. A rank is a value's place in its type, as a whole number."""

    low: int
    high: int

    @property
    def single(self) -> bool:
        """Whether one value is left."""
        return self.low == self.high

    def meets(self, other: "Interval") -> "Interval | None":
        """What both allow, or None."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        return Interval(low, high) if low <= high else None


def _short(title: Localised) -> Localised:
    for language, text in title.root.items():
        if len(text) > SHORT:
            raise fault("value.short", language=language, length=len(text), limit=SHORT)
    return title


ShortTitle = Annotated[Localised, AfterValidator(_short)]
"""A title that fits a table's row: affirmative, so that it can be read with `met` beside it."""


class Value(Record):
    """One value of a choice."""

    id: Identifier
    label: Localised


class Bond(Standing):
    """If this feature's value passes `when`, the other feature's must pass `then`."""

    class When(Record):
        """At least this value of the feature that declares the bond."""

        at_least: Raw

    class Then(Record):
        """At least this value of the other feature."""

        feature: Identifier
        at_least: Raw

    when: When
    then: Then


_HIGHEST = {"yes-no": 1, "count": 1_000_000_000, "share": 10_000, "days": 1_000_000}
_NOT_A_VALUE: dict[str, LiteralString] = {
    "yes-no": "value.yes-no",
    "count": "value.count",
    "share": "value.share",
    "days": "value.days",
    "choice": "value.choice",
}
"""The code of the fault that something is no value of a feature of each type."""


class Feature(Standing):
    """A typed property of a mechanism.

    A rank is the value as a whole number in the type's own order: 0 or 1 for yes-no, the number itself for count
    and days, hundredths of a percent for share, the place in the list for a choice (worst first). `polarity` says
    whether higher ranks are better; a choice's always are. `good_for` is for how many years an observation
    stays good: of practice, or that the record lacks something; `always` where nothing can grow old. `told_by` names
    what the instruments themselves tell of a yes-no feature: yes for a State that one of them addresses, no for any
    other.
    """

    id: Identifier
    kind: Literal["record", "practice"]
    type: Literal["yes-no", "count", "share", "days", "choice"]
    polarity: Literal["higher", "lower"] = "higher"
    effort: Literal["norm", "institution", "practice"]
    question: Localised
    short: ShortTitle | None = None
    unit: Localised | None = None
    values: tuple[Value, ...] = ()
    good_for: Validity = 3
    implies: tuple[Bond, ...] = ()
    told_by: Addressed | None = None

    @model_validator(mode="after")
    def _consistent(self) -> "Feature":
        if (self.type == "choice") != bool(self.values):
            raise fault("value.values")
        if self.type == "choice" and (len(self.values) < 2 or self.polarity != "higher"):
            raise fault("value.choice-of-two")
        if len({value.id for value in self.values}) < len(self.values):
            raise fault("value.choice-twice")
        if self.told_by is not None and self.type != "yes-no":
            raise fault("value.told-by")
        return self

    @property
    def dimension(self) -> str:
        """The dimension, which is the first word of the id."""
        return self.id.split(".")[0]

    @property
    def whole(self) -> Interval:
        """Every rank of the type."""
        return Interval(0, len(self.values) - 1 if self.values else _HIGHEST[self.type])

    def written(self, text: str) -> object:
        """The value that a text on a command line or in a form stands for; the text itself where it stands for none."""
        if self.type == "yes-no":
            return {"yes": True, "no": False}.get(text, text)
        try:
            return float(text) if self.type == "share" else int(text) if self.type in ("count", "days") else text
        except ValueError:
            return text

    def rank(self, raw: object) -> int:
        """The rank of a value as it stands in a file.

        Raises:
            ValueError: if it is not of this feature's type.
        """
        rank = self._rank(raw)
        if rank is None or not 0 <= rank <= self.whole.high:
            known = [value.id for value in self.values]
            if not isinstance(raw, str) and str(raw) in known:
                raise fault("value.in-quotes", written=str(raw))
            highest = str(self.whole.high)
            raise fault(_NOT_A_VALUE[self.type], given=raw, feature=self.id, known=known, highest=highest)
        return rank

    def _rank(self, raw: object) -> int | None:
        match self.type:
            case "choice":
                return next((place for place, value in enumerate(self.values) if value.id == raw), None)
            case "yes-no":
                return int(raw) if isinstance(raw, bool) else None
            case "share" if isinstance(raw, int | float) and not isinstance(raw, bool) and 0 <= raw <= 100:
                return round(raw * 100) if round(raw, 2) == raw else None
            case "count" | "days" if isinstance(raw, int) and not isinstance(raw, bool):
                return raw
        return None

    def raw(self, rank: int) -> Raw:
        """The value of a rank, as it would stand in a file."""
        match self.type:
            case "choice":
                return self.values[rank].id
            case "yes-no":
                return bool(rank)
            case "share":
                return rank / 100 if rank % 100 else rank // 100
        return rank

    def goodness(self, rank: int) -> int:
        """The rank counted so that more is better."""
        return rank if self.polarity == "higher" else self.whole.high - rank
