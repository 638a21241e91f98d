"""Dossiers with every kind of statement there is, over a few speakers and documents."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from hypothesis import strategies as st

from baremo.assessment.profiling import Profiles
from baremo.assessment.statements import statements
from baremo.model.document import Document, Speaker
from baremo.model.dossier import Dossier
from baremo.model.feature import Bond, Feature
from baremo.model.profile import Statement
from baremo.testing import DAYS, TEXT, dossier, entry_id, partial_dates, ranks, settings_of

SPEAKERS = {
    id: Speaker.model_validate({"id": id, "kind": kind, "name": {"en": id}})
    for id, kind in (
        ("ministry", "official"),
        ("organisation", "civil-society"),
        ("court", "international"),
        ("newspaper", "media"),
        ("witness", "civil-society"),
    )
}


def of_the_brief(dossier: Dossier) -> Dossier:
    """What the brief of 2017 alone says of a shipped mechanism."""
    return dossier.model_copy(
        update={"sheets": tuple(sheet for sheet in dossier.sheets if sheet.document == "amnesty-2017")}
    )


def document(id: str, author: str, as_of: str, *, first_hand: bool = False, kind: str = "report") -> Document:
    """A document of that author, which knows up to that day."""
    return Document.model_validate(
        {
            "id": id,
            "author": author,
            "kind": kind,
            "first_hand": first_hand,
            "language": "en",
            "title": id,
            "published": as_of,
            "as_of": as_of,
        }
    )


DOCUMENTS = {
    each.id: each
    for each in (
        document("early", "organisation", "2014-06-30", first_hand=True),
        document("late", "organisation", "2017-02-28", first_hand=True),
        document("law", "ministry", "2014-12-31", first_hand=True, kind="law"),
        document("official", "ministry", "2017-12-31", first_hand=True),
        document("press", "newspaper", "2016-06-30", kind="press"),
        document("judgment", "court", "2018-06-30", first_hand=True),
        document("archive", "newspaper", "2022-06-30", kind="press"),
    )
}
TALKING = ("ministry", "organisation", "court")
STATES = (
    "adopted",
    "adopted",
    "adopted",
    "repealed",
    "suspended",
    "annulled",
    "pending",
    "promised",
    "proposed",
    "withdrawn",
)


@st.composite
def few_features(draw: st.DrawFn) -> dict[str, Feature]:
    """One to three features of different kinds, perhaps with bonds between them."""
    known = []
    for number in range(draw(st.integers(1, 3))):
        type = draw(st.sampled_from(("yes-no", "choice", "days", "count", "share")))
        known.append(
            {
                "id": f"theme.f{number}",
                "kind": draw(st.sampled_from(("record", "practice"))),
                "type": type,
                "polarity": "higher" if type == "choice" else draw(st.sampled_from(("higher", "lower"))),
                "effort": "norm",
                "question": TEXT,
                "values": [{"id": f"v{v}", "label": TEXT} for v in range(4)] if type == "choice" else [],
                "good_for": draw(st.sampled_from((1, 2, 3, "always"))),
            }
        )
    found = [Feature.model_validate(each) for each in known]
    for place, feature in enumerate(found[:-1]):
        if draw(st.booleans()):
            other = found[place + 1]
            bond = Bond.model_validate(
                {
                    "when": {"at_least": feature.raw(draw(st.integers(1, min(3, feature.whole.high))))},
                    "then": {
                        "feature": other.id,
                        "at_least": other.raw(draw(st.integers(1, min(3, other.whole.high)))),
                    },
                }
            )
            found[place] = feature.model_copy(update={"implies": (bond,)})
    return {feature.id: feature for feature in found}


@st.composite
def dates(draw: st.DrawFn, as_of: date, *, announced: bool = False) -> str | None:
    """A date that a document which knows up to `as_of` may give; one that it announces only if asked for."""
    given = draw(st.none() | partial_dates())
    if given is None or announced or given.startswith("by ") or given[:4] <= str(as_of.year - 1):
        return given
    return None


@st.composite
def claims(draw: st.DrawFn, features: Mapping[str, Feature]) -> dict[str, object]:
    """A claim of any kind in the form of a dossier's file."""
    feature = draw(st.sampled_from(list(features.values())))
    kinds = ("observation", "observation", "change", "commitment") if feature.kind == "record" else ("observation", "observation", "commitment")  # fmt: skip
    kind = draw(st.sampled_from(kinds))
    read = DOCUMENTS[draw(st.sampled_from(list(DOCUMENTS)))]
    claim: dict[str, object] = {
        "feature": feature.id,
        "kind": kind,
        **draw(settings_of(feature)),
        "speaker": draw(st.sampled_from(TALKING)),
        "document": read.id,
        "locator": "1",
        "note": {"en": "A note."},
    }
    day = draw(dates(read.as_of, announced=kind != "observation"))
    if day is not None:
        claim["date"] = day
    if kind == "change" and draw(st.booleans()):
        claim["before"] = feature.raw(draw(ranks(feature)))
    if kind == "observation" and day is not None and draw(st.integers(0, 3)) == 0:
        claim["until"] = str(int(day.removeprefix("by ")[:4]) + draw(st.integers(1, 2)))
    if kind == "commitment":
        claim["due"] = draw(partial_dates())
    return claim


@st.composite
def stages(draw: st.DrawFn, features: Mapping[str, Feature], states: Sequence[str] = STATES) -> dict[str, object]:
    """What a document says of one of two reforms."""
    read = DOCUMENTS[draw(st.sampled_from(list(DOCUMENTS)))]
    state = draw(st.sampled_from(states))
    stage: dict[str, object] = {
        "reform": f"reform-{draw(st.integers(0, 1))}",
        "state": state,
        "document": read.id,
        "locator": "1",
    }
    for key in ("date", "in_force"):
        if draw(st.booleans()) and (day := draw(partial_dates())) is not None:
            stage[key] = day
    records = [feature for feature in features.values() if feature.kind == "record"]
    if records and draw(st.booleans()):
        feature = draw(st.sampled_from(records))
        change: dict[str, object] = {"feature": feature.id, **draw(settings_of(feature))}
        if draw(st.booleans()):
            change["before"] = feature.raw(draw(ranks(feature)))
        stage["lays_down"] = [change]
    if draw(st.booleans()):
        feature = draw(st.sampled_from(list(features.values())))
        stage["aims"] = [{"feature": feature.id, **draw(settings_of(feature))}]
    return stage


@st.composite
def full_dossiers(
    draw: st.DrawFn, features: Mapping[str, Feature], *, max_claims: int = 8, max_stages: int = 5
) -> Dossier:
    """A dossier with all kinds of entry."""
    said = draw(st.lists(claims(features), min_size=draw(st.sampled_from((0, 3, 5))), max_size=max_claims))
    history = draw(st.lists(stages(features), max_size=max_stages))
    for number, entry in enumerate((*said, *history)):
        entry["id"] = entry_id(number)
    for claim in said:
        earlier = [c for c in said if c is not claim and c["speaker"] == claim["speaker"] and "corrects" not in c]
        if earlier and draw(st.integers(0, 9)) == 0:
            claim["corrects"] = draw(st.sampled_from(earlier))["id"]
    decisions = []
    for feature in features.values():
        of = [str(c["id"]) for c in said if c["feature"] == feature.id and c["kind"] != "commitment"]
        if len(of) > 1 and draw(st.booleans()):
            between = draw(st.lists(st.sampled_from(of), min_size=2, max_size=4, unique=True))
            decisions.append(
                {
                    "feature": feature.id,
                    "between": between,
                    **draw(settings_of(feature)),
                    "date": draw(partial_dates()),
                    "by": "A reviewer",
                    "why": {"en": "A reason."},
                }
            )
    context = {"document": "late", "locator": "1", "speaker": "organisation"}
    figure = {"label": TEXT, "value": draw(st.integers(0, 9)), "unit": TEXT, "period": draw(partial_dates())}
    return dossier(
        {
            "claims": said,
            "reforms": history,
            "figures": [{**context, **figure, "id": entry_id(90)}],
            "events": [{**context, "title": TEXT, "date": draw(partial_dates()), "id": entry_id(91)}],
        },
        adjudications=decisions,
        reforms=[{"id": f"reform-{n}", "name": {"en": "A reform"}} for n in (0, 1)],
        replies=[{"criterion": "theme.c", "speaker": "ministry", "date": draw(partial_dates()), "text": {"en": "No."}}],
    )


@st.composite
def eventful_dossiers(draw: st.DrawFn, features: Mapping[str, Feature]) -> Dossier:
    """A dossier in which things happen in an order: a reform that comes and goes, who says what after whom, an end."""
    told = draw(full_dossiers(features, max_claims=6, max_stages=3))
    more: dict[str, list[dict[str, object]]] = {"claims": [], "reforms": []}
    records = [feature for feature in features.values() if feature.kind == "record"]
    days = sorted(draw(st.lists(DAYS, min_size=2, max_size=6, unique=True)))
    for day in days if records else ():
        feature = draw(st.sampled_from(records))
        stage: dict[str, object] = {
            "reform": "reform-2",
            "state": draw(st.sampled_from(("adopted", "adopted", "suspended", "repealed", "annulled", "pending"))),
            "document": draw(st.sampled_from(("judgment", "archive"))),
            "locator": "1",
            "date": day.strftime(draw(st.sampled_from(("%Y-%m-%d", "%Y-%m-%d", "%Y-%m")))),
        }
        for key in draw(st.sets(st.sampled_from(("lays_down", "aims")))):
            stage[key] = [{"feature": feature.id, **draw(settings_of(feature))}]
            if key == "lays_down" and draw(st.booleans()):
                stage[key][0]["before"] = feature.raw(draw(ranks(feature)))
        more["reforms"].append(stage)
    for _ in range(draw(st.integers(0, 4))):
        feature = draw(st.sampled_from(list(features.values())))
        said: dict[str, object] = {
            "feature": feature.id,
            "kind": draw(st.sampled_from(("observation", "change") if feature.kind == "record" else ("observation",))),
            "speaker": draw(st.sampled_from(TALKING)),
            "date": draw(st.sampled_from(days)).strftime(draw(st.sampled_from(("%Y", "%Y-%m", "%Y-%m-%d")))),
            "locator": "1",
            "note": {"en": "A note."},
        }
        either = (draw(settings_of(feature)), draw(settings_of(feature)))
        for read in draw(st.lists(st.sampled_from(("archive", "judgment", "official")), max_size=3, unique=True)):
            more["claims"].append({**said, **draw(st.sampled_from(either)), "document": read})
    for number, entry in enumerate((*more["claims"], *more["reforms"])):
        entry["id"] = entry_id(200 + number)
    mechanism: dict[str, object] = told.mechanism.model_dump(by_alias=True, exclude_none=True)
    mechanism["reforms"] = [{"id": f"reform-{n}", "name": {"en": "A reform"}} for n in (0, 1, 2)]
    mechanism["names"] = [
        {"from": draw(partial_dates()), "name": {"en": f"Name {n}"}} for n in range(draw(st.integers(0, 2)))
    ]
    if draw(st.booleans()):
        mechanism["ended"] = {"date": draw(partial_dates()), "document": "late", "locator": "1"}
    sheets = {sheet.document: sheet.model_dump(by_alias=True, exclude_none=True) for sheet in told.sheets}
    for key, entries in more.items():
        for entry in entries:
            own = {"document": entry["document"], "read": "whole", "status": "accepted"}
            sheet = sheets.setdefault(str(entry["document"]), own)
            sheet[key] = [*sheet.get(key, ()), entry]
    return Dossier.model_validate({"mechanism": mechanism, "sheets": [sheets[id] for id in sorted(sheets)]})


def said_in(
    told: Dossier, features: Mapping[str, Feature], documents: Mapping[str, Document] = DOCUMENTS
) -> tuple[Statement, ...]:
    """Everything that a dossier says."""
    return statements(told, features, SPEAKERS, documents)


def profiles(
    told: Dossier,
    features: Mapping[str, Feature],
    kinds: Collection[str] | None = None,
    documents: Mapping[str, Document] = DOCUMENTS,
) -> Profiles:
    """What is known, day by day."""
    return Profiles(told, features, said_in(told, features, documents), "all", kinds)


PERSPECTIVES = st.sampled_from((None, ("official",), ("civil-society",), ("international", "media")))
AS_OF = DAYS | st.sampled_from([date(2018, 12, 31) + timedelta(days=200 * n) for n in range(12)])
