"""Reads the numbers out of a finished page, and works each out again from the findings alone, by schoolbook sums.

Nothing here is taken from the engine but the findings' possible statuses, and the scale as its file says it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from html import unescape
from itertools import combinations
from math import ceil, floor

from baremo.model.catalogue import Catalogue
from baremo.model.scorecard import Finding

Range = tuple[Fraction, Fraction]
_NUMBER = r"\d+(?:\.\d+)?"
_RANGE = rf"(?:(?:little|nothing) is known \()?({_NUMBER})(?:(?:–| to )({_NUMBER}))?(?!\d|\.\d| of )"


def text_of(page: str) -> str:
    """What a reader sees of an HTML page, in one line."""
    page = re.sub(r"(?s)<(style|head)\b.*?</\1>", " ", page)
    page = re.sub(r"</?(a|cite|em|q|span|strong)\b[^>]*>", "", page)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).replace("\u2019", "’").split())


def numbers(found: re.Match[str]) -> list[int]:
    return [int(group) for group in found.groups() if group is not None]


class Sums:
    """Everything that a page says in numbers about these findings."""

    def __init__(self, catalogue: Catalogue, findings: Sequence[Finding]) -> None:
        self.catalogue, self.findings = catalogue, findings
        self.worths = {
            "met": Fraction(1),
            "partly": Fraction(str(catalogue.scale.statuses["partly"])),
            "not-met": Fraction(0),
        }

    def worth(self, finding: Finding) -> Range:
        worths = [self.worths[status] for status in finding.possible]
        return min(worths), max(worths)

    def share(self, finding: Finding) -> Fraction:
        """What one criterion is worth of all."""
        scale = self.catalogue.scale
        dimensions = {f.dimension for f in self.findings}
        beside = [f for f in self.findings if f.dimension == finding.dimension]
        of_all = scale.weight(finding.dimension) / sum((scale.weight(d) for d in dimensions), Fraction(0))
        return of_all * scale.weight(finding.criterion) / sum((scale.weight(f.criterion) for f in beside), Fraction(0))

    def mean(self, findings: Sequence[Finding]) -> Range:
        whole = sum((self.share(f) for f in findings), Fraction(0))
        low, high = (sum((self.share(f) * self.worth(f)[end] for f in findings), Fraction(0)) / whole for end in (0, 1))
        return low * 100, high * 100

    @property
    def overall(self) -> Range:
        low, high = self.mean(self.findings)
        cap, essential = Fraction(str(self.catalogue.scale.cap.at)), self.catalogue.scale.cap.critical
        own = [f for f in self.findings if f.criterion in essential]
        low = min(low, cap) if any("not-met" in f.possible for f in own) else low
        return low, min(high, cap) if any(f.possible == ("not-met",) for f in own) else high

    def shown(self, exact: Range) -> tuple[str, ...]:
        """By the fewest decimals, outwards, that keep every end on its side of every band and of the cap."""
        low, high = exact
        scale = self.catalogue.scale
        bands = [Fraction(str(band.start)) for band in scale.bands]
        cap = Fraction(str(scale.cap.at))

        def sides(number: Fraction) -> list[bool]:
            return [*(number >= start for start in bands), number > cap]

        def least(number: Fraction, way, decimals: int) -> str:  # type: ignore[no-untyped-def]
            while sides(rounded := Fraction(way(number * 10**decimals), 10**decimals)) != sides(number):
                decimals += 1
            return f"{float(rounded):.{decimals}f}"

        if low == high:
            return (least(low, round, 1),)
        return least(low, floor, 0), least(high, ceil, 0)

    @property
    def gap(self) -> Range | None:
        """The lowest and the highest mean, whichever of the doubtful norms there are."""
        certain: list[Range] = []
        doubtful: list[list[Range]] = []
        by_id = {f.criterion: f for f in self.findings}
        for law in self.findings:
            carriers = [by_id[id] for id in self.catalogue.criteria[law.criterion].carried_out_by if id in by_id]
            norms = [self.worths[status] for status in law.possible if status != "not-met"]
            pairs = []
            for practice in carriers if norms else ():
                low, high = self.worth(practice)
                pairs.append((max(Fraction(0), min(norms) - high), max(Fraction(0), max(norms) - low)))
            if "not-met" in law.possible:
                doubtful += [pairs] if pairs else []
            else:
                certain += pairs
        means: list[Range] = []
        for size in range(len(doubtful) + 1):
            for chosen in combinations(doubtful, size):
                counted = certain + [pair for pairs in chosen for pair in pairs]
                if counted:
                    low, high = (sum((p[end] for p in counted), Fraction(0)) / len(counted) for end in (0, 1))
                    means.append((low * 100, high * 100))
        return (min(low for low, _ in means), max(high for _, high in means)) if means else None

    @property
    def pairs(self) -> tuple[int, int, int]:
        """How many pairs of law and practice there are, of how many the norm is doubtful, and of how many there is none."""
        counted = [0, 0, 0]
        ids = {f.criterion for f in self.findings}
        for law in self.findings:
            carriers = len(ids.intersection(self.catalogue.criteria[law.criterion].carried_out_by))
            if law.possible == ("not-met",):
                counted[2] += carriers
            else:
                counted[0] += carriers
                counted[1] += carriers if "not-met" in law.possible else 0
        return counted[0], counted[1], counted[2]

    @property
    def verdicts(self) -> list[int]:
        met = sum(f.possible == ("met",) for f in self.findings)
        short = sum("met" not in f.possible for f in self.findings)
        return [len(self.findings), met, short, len(self.findings) - met - short]


def wrong(page: str, sums: Sums, titles: Mapping[str, str]) -> Iterator[str]:
    """What a scorecard's page says in numbers that is not so, or does not say."""
    text = text_of(page)
    yield from _sentences(text, sums)
    expected = {titles["overall"]: sums.overall}
    for aspect in ("law", "practice"):
        if own := [f for f in sums.findings if f.aspect == aspect]:
            expected[titles[aspect]] = sums.mean(own)
    for dimension in {f.dimension for f in sums.findings}:
        expected[titles[dimension]] = sums.mean([f for f in sums.findings if f.dimension == dimension])
    for title, exact in expected.items():
        found = list(re.finditer(rf"{re.escape(title)}[: ]*{_RANGE}", text))
        if title == titles["overall"]:
            found += re.finditer(rf"(?<![\d.–])({_NUMBER})(?:–({_NUMBER}))? of 100(?! [a-z])", text)
            if not found:
                yield "no overall range"
        for each in found:
            told = tuple(float(end) for end in each.groups() if end is not None)
            if told != tuple(float(end) for end in sums.shown(exact)):
                yield f"{each[0]}: expected {sums.shown(exact)}"


def _sentences(text: str, sums: Sums) -> Iterator[str]:
    verdict = rf"of ({_NUMBER}) requirements? ({_NUMBER}) (?:is|are) met, ({_NUMBER}) (?:is|are) not fully met, and of ({_NUMBER}) the evidence does not tell"
    found = [numbers(each) for each in re.finditer(verdict, text)]
    if not found or any(each != sums.verdicts for each in found):
        yield f"{found}: expected {sums.verdicts}"
    told = sums.verdicts[1] + sums.verdicts[2]
    if any(int(each[1]) != told for each in re.finditer(r"Of the (\d+) of which it tells", text)):
        yield f"told is not {told}"
    partly = sum(f.possible[0] == "partly" and len(f.possible) > 1 and f.possible[-1] == "met" for f in sums.findings)
    for each in re.finditer(r"of which it does not tell, (\d+) (?:is|are) at least partly met", text):
        if int(each[1]) != partly:
            yield f"{each[0]}: expected {partly}"
    yield from _gap(text, sums)
    open_ = sum(len(f.possible) > 1 for f in sums.findings)
    ends = sums.shown(sums.overall)
    width = Fraction(ends[-1]) - Fraction(ends[0])
    for each in re.finditer(rf"On (\d+) criteri(?:on|a) more than one finding.*?narrower by ({_NUMBER}) point", text):
        if int(each[1]) != open_ or Fraction(each[2]) != width:
            yield f"{each[0]}: expected {open_} and {float(width)}"


def _gap(text: str, sums: Sums) -> Iterator[str]:
    said = rf"In (\d+) pairs? of a rule and the practice that would carry it out, practice is ({_NUMBER})(?: to ({_NUMBER}))? points? behind"
    pairs, unsettled, none = sums.pairs
    for each in re.finditer(said, text):
        low, high = sums.gap or (Fraction(-1), Fraction(-1))
        told = Fraction(each[2]), Fraction(each[3] or each[2])
        outside = told[0] > low or told[1] < high if each[3] else abs(told[0] - low) > Fraction(1, 10)
        if int(each[1]) != pairs or outside or low - told[0] >= 1 or told[1] - high >= 1 or (told[0] > 0) != (low > 0):
            yield f"{each[0]}: expected {pairs} pairs and {float(low)} to {float(high)}"
    for each in re.finditer(r"Of (\d+) of them it is not known whether there is a rule", text):
        if int(each[1]) != unsettled:
            yield f"{each[0]}: expected {unsettled}"
    for each in re.finditer(r"For (\d+) more there is no norm", text):
        if int(each[1]) != none:
            yield f"{each[0]}: expected {none}"
