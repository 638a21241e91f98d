"""The condition language: a tree whose leaves test one feature, one criterion's finding, or what is provided for."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from .fault import fault
from .feature import Raw
from .record import Identifier, Record, Whole

Status = Literal["not-met", "partly", "met"]
STATUSES: tuple[Status, ...] = ("not-met", "partly", "met")
"""From worst to best."""


class FeatureTest(Record):
    """A test on one feature: exactly one of `is`, `at_least`, `at_most`, `one_of`."""

    feature: Identifier
    is_: Raw | None = Field(default=None, alias="is")
    at_least: Raw | None = None
    at_most: Raw | None = None
    one_of: tuple[Raw, ...] | None = Field(default=None, min_length=1)

    @model_validator(mode="after")
    def _one_test(self) -> "FeatureTest":
        if len(self.model_fields_set - {"feature"}) != 1 or self.operand is None:
            raise fault("value.feature-test")
        return self

    @property
    def operator(self) -> str:
        """The test's name, as in the file."""
        (name,) = self.model_fields_set - {"feature"}
        return "is" if name == "is_" else name

    @property
    def operand(self) -> Raw | tuple[Raw, ...] | None:
        """What the feature is tested against."""
        return next((v for v in (self.is_, self.at_least, self.at_most, self.one_of) if v is not None), None)


class CriterionTest(Record):
    """A test on another criterion's finding: exactly one of `is`, `at_least`, `one_of`."""

    criterion: Identifier
    is_: Status | None = Field(default=None, alias="is")
    at_least: Status | None = None
    one_of: tuple[Status, ...] | None = Field(default=None, min_length=1)

    @model_validator(mode="after")
    def _one_test(self) -> "CriterionTest":
        if len(self.model_fields_set - {"criterion"}) != 1 or not self.accepted:
            raise fault("value.criterion-test")
        if len(self.accepted) == len(STATUSES):
            raise fault("value.every-status")
        return self

    @property
    def accepted(self) -> frozenset[Status]:
        """The statuses that pass."""
        if self.is_ is not None:
            return frozenset({self.is_})
        if self.at_least is not None:
            return frozenset(STATUSES[STATUSES.index(self.at_least) :])
        return frozenset(self.one_of or ())


class ProvidedTest(Record):
    """In a flag: whether with the aims of reforms in force a criterion would be at least partly met."""

    provided_for: Identifier


Test = FeatureTest | CriterionTest | ProvidedTest


class All(Record):
    """True if all parts are."""

    all: tuple["Condition", ...] = Field(min_length=1)


class Any_(Record):  # noqa: N801 - `Any` is taken by typing
    """True if any part is."""

    any: tuple["Condition", ...] = Field(min_length=1)


class None_(Record):  # noqa: N801 - `None` is taken by Python
    """True if no part is."""

    none: tuple["Condition", ...] = Field(min_length=1)


class AtLeastN(Record):
    """True if at least `n` of the parts are."""

    class Parts(Record):
        """How many, and of what."""

        n: Whole = Field(ge=1)
        of: tuple["Condition", ...] = Field(min_length=1)

        @model_validator(mode="after")
        def _enough_parts(self) -> "AtLeastN.Parts":
            if self.n > len(self.of):
                raise fault("value.at-least-n", least=self.n, parts=len(self.of))
            return self

    at_least_n: Parts


KEYS = ("feature", "criterion", "provided_for", "all", "any", "none", "at_least_n")


def _form(given: Any) -> str | None:
    if isinstance(given, dict):
        found = [form for form in KEYS if form in given]
        return f"<{found[0]}>" if len(found) == 1 else None
    for form, node in zip(KEYS, (FeatureTest, CriterionTest, ProvidedTest, All, Any_, None_, AtLeastN), strict=True):
        if isinstance(given, node):
            return f"<{form}>"
    return None


Condition = Annotated[
    Annotated[FeatureTest, Tag("<feature>")]
    | Annotated[CriterionTest, Tag("<criterion>")]
    | Annotated[ProvidedTest, Tag("<provided_for>")]
    | Annotated[All, Tag("<all>")]
    | Annotated[Any_, Tag("<any>")]
    | Annotated[None_, Tag("<none>")]
    | Annotated[AtLeastN, Tag("<at_least_n>")],
    Discriminator(
        _form,
        custom_error_type="value.condition",
        custom_error_message="value.condition",
    ),
]


def parts(condition: Condition) -> tuple[Condition, ...]:
    """The conditions directly under this one; none under a test."""
    match condition:
        case All(all=inner) | Any_(any=inner) | None_(none=inner):
            return inner
        case AtLeastN(at_least_n=given):
            return given.of
    return ()


def leaves(condition: Condition) -> Iterator[Test]:
    """Every test in the tree, from left to right."""
    if isinstance(condition, Test):
        yield condition
    for part in parts(condition):
        yield from leaves(part)
