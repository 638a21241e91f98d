"""Pieces that several pages share: a finding's tag, a citation, a matrix of symbols, before and after."""

from collections.abc import Collection, Iterable, Sequence

from ...model.catalogue import Catalogue
from ...model.condition import Status
from ...model.dossier import Reform
from ...model.scorecard import Score, Scorecard
from ...model.text import Phrase
from ...model.whatif import Moved
from ..finding import aim_words, carrying_out
from ..phrases import bar_words, bars_words, shown_score, status_words, symbols
from ..told import Bar, Citation, Need, Told
from ..words import Words
from .blocks import Block, Heading, Items, Line, Paragraph, Run, Shift, Shifts, Table, plain, said


class Pieces:
    """Makes lines and blocks in one language."""

    def __init__(self, words: Words) -> None:
        """Say everything with these words."""
        self.words = words

    def line(self, text: str, voice: str = "plain", tone: str = "", link: str = "") -> Line:
        """The interface's own words."""
        return plain(text, self.words.language, voice, tone, link)  # type: ignore[arg-type]

    def say(self, id: str, n: int | None = None, **values: object) -> Line:
        """A message as a line."""
        return self.line(self.words.say(id, n, **values))

    def heading(self, id: str, level: int = 2, meta: str = "", anchor: str = "") -> Heading:
        """A heading from a message."""
        return Heading(level, self.say(id), meta, anchor)

    def heading_of(self, text: str, level: int = 2) -> Heading:
        """A heading with a text of its own."""
        return Heading(level, self.line(text))

    def said_paragraph(self, phrase: Phrase, role: str = "text") -> Paragraph:
        """A paragraph of the content's own words."""
        return Paragraph(said(phrase), role)  # type: ignore[arg-type]

    def paragraph(self, text: str, role: str = "text") -> Paragraph:
        """A paragraph of the interface's own words."""
        return Paragraph(self.line(text), role)  # type: ignore[arg-type]

    def named(self, name: str | Phrase) -> Line:
        """A name and a colon, as the language sets it, before what is said of it."""
        text = name if isinstance(name, str) else name.text
        return self.line(self.words.say("named", name=text) + " ", "strong")

    def tag(self, told: Told) -> Line:
        """A finding's status: sign, word and tone."""
        return self._signed(told.symbols, told.status, told.tone)

    def _signed(self, sign: str, word: str, tone: str) -> Line:
        return (*self.line(f"{sign} ", "sign", tone), *self.line(word, "tag", tone))

    def finding(self, told: Told, *, sentence: bool = False, link: bool = True) -> Line:
        """A finding in a list: its status, its title, and what one document says of it."""
        title = said(told.title, link=f"#{told.id}" if link else "")
        line = (*self.tag(told), *self.line(" "), *title)
        if sentence and told.sentence is not None:
            line = (*line, *self.line(". "), *said(told.sentence, "quiet"))
        return line

    def cited(self, citation: Citation) -> Line:
        """A provision: its label, what it says in our words, how it was checked, and what it is to the State."""
        force: Line = () if citation.force is None else self.line(f" {citation.force}")
        orders = (
            (*self.line(f" {introduced} "), *said(what), *(self.line(f" {seen}", "quiet") if seen else ()))
            for introduced, what, seen in citation.orders
        )
        return (
            *self.line(self.words.say("named", name=citation.label), "cite", link=citation.address or ""),
            *self.line(" "),
            *said(citation.text),
            *self.line(f" ({citation.checked})", "quiet"),
            *force,
            *(run for order in orders for run in order),
        )

    def needs(self, told: Told) -> tuple[Block, ...]:
        """What would meet a finding: the least sets of changes, and the reforms that would bring them."""
        if not told.needs:
            return ()
        asked = {item.id for item in told.known if not item.said} if len(told.known) == 1 else set()
        sets = tuple(self._set(changes, asked) for changes in told.needs)
        blocks: list[Block] = []
        if len(sets) == 1:
            blocks.append(Paragraph((*self.named(self.words.say("remedy.title")), *sets[0]), "notice"))
        else:
            blocks += [self.paragraph(self.words.say("remedy.either"), "notice"), Items(sets)]
        if told.needs_up_to is not None:
            blocks.append(self.paragraph(self.words.say("remedy.up-to", n=told.needs_up_to), "quiet"))
        return tuple(blocks)

    def _set(self, changes: Sequence[Need], asked: Collection[str]) -> Line:
        """One set of changes; a question that stands right above is not asked again."""
        line: list[Run] = []
        for place, need in enumerate(changes):
            line += [
                *(self.line(self.words.say("remedy.and")) if place else ()),
                *((*said(need.question), *self.line(" ")) if need.feature not in asked else ()),
                *self.line(need.value, "strong"),
            ]
            for brought in need.brought_by:
                line += self.line(f" ({brought})", "quiet")
        return tuple(line)

    def moved(self, moved: Sequence[Moved], catalogue: Catalogue, caption: str, after: str) -> Block:
        """The findings that differ, before and after."""
        if not moved:
            return self.paragraph(self.words.say("nothing-moved"), "quiet")
        rows = []
        for one in moved:
            criterion = catalogue.criteria[one.criterion]
            rows.append(
                (
                    said(self.words.text(criterion.title)),
                    self.say(f"aspect.{one.aspect}"),
                    self._status(one.before, one.criterion, catalogue),
                    self._status(one.after, one.criterion, catalogue),
                )
            )
        head = (self.say("criterion.short"), self.say("aspect"), self.say("before"), self.line(after))
        return Table(caption, head, tuple(rows))

    def _status(self, possible: Sequence[Status], id: str, catalogue: Catalogue) -> Line:
        criterion = catalogue.criteria[id]
        tone = possible[0] if len(possible) == 1 else "open"
        return self._signed(symbols(possible, criterion), status_words(possible, criterion, self.words), tone)

    def status(self, possible: Sequence[Status], id: str, catalogue: Catalogue) -> Line:
        """The statuses still possible of a criterion; a dash where it does not apply."""
        return self._status(possible, id, catalogue) if possible else self.line("–")

    def shifts(self, before: tuple[str, Scorecard], after: tuple[str, Scorecard], catalogue: Catalogue) -> Shifts:
        """The overall score, law and practice, and every dimension: before and after."""
        words = self.words
        pairs: list[tuple[str, Score, Score]] = [(words.say("overall"), before[1].overall, after[1].overall)]
        for key, old, new in (
            ("in-law", before[1].law, after[1].law),
            ("in-practice", before[1].practice, after[1].practice),
        ):
            if old is not None and new is not None:
                pairs.append((words.say(key), old, new))
        new_of = {score.dimension: score for score in after[1].dimensions}
        pairs += [
            (words.text(catalogue.dimensions[old.dimension]).text, old, new_of[old.dimension])
            for old in before[1].dimensions
            if old.dimension in new_of
        ]
        shifts = tuple(Shift(label, self.bar(before[0], old), self.bar(after[0], new)) for label, old, new in pairs)
        told = "; ".join(
            words.say(
                "shift",
                label=shift.label,
                before=bar_words(shift.before, words),
                after=bar_words(shift.after, words),
            )
            for shift in shifts
        )
        return Shifts(
            before[0],
            after[0],
            shifts,
            words.say("shifts.alt", list=told),
            words.say("shifts.caption", before=before[0], after=after[0]),
        )

    def flags_before_after(self, before: Scorecard, after: Scorecard, catalogue: Catalogue, mark: str = "") -> Block:
        """The patterns that are certain or possible on either side, and where they moved."""
        words, was = self.words, {flag.flag: flag.state for flag in before.flags}
        lines = []
        for flag in after.flags:
            former = was.get(flag.flag, flag.state)
            if {"certain", "possible"} & {flag.state, former}:
                states = (words.say(f"flag.{state}") for state in dict.fromkeys((former, flag.state)))
                marked = f"{mark} · " if mark else ""
                title = said(words.text(catalogue.flags[flag.flag].title))
                lines.append((*self.line(f"{marked}{' → '.join(states)} ", "tag"), *title))
        return Items(tuple(lines), marked=True) if lines else self.paragraph(words.say("flags.none"))

    def provided(self, reform: Reform, card: Scorecard, catalogue: Catalogue) -> tuple[Block, ...]:
        """What a reform in force provides for: the practice that it aims at, and how far practice has come."""
        if not reform.aims:
            return ()
        words = self.words
        aims = tuple(
            (
                *said(words.text(catalogue.features[aim.feature].question)),
                *self.line(" "),
                *self.line(aim_words(aim, catalogue, words), "strong"),
            )
            for aim in reform.aims
        )
        findings = tuple(
            (
                *self.status(finding.possible, finding.criterion, catalogue),
                *self.line(" "),
                *said(words.text(catalogue.criteria[finding.criterion].title)),
                *(self.line(f" · {provided}", "quiet") if provided else ()),
            )
            for finding, provided in carrying_out(reform, card, catalogue, words)
        )
        rest: tuple[Block, ...] = (Items(findings, marked=True),) if findings else ()
        return (self.heading("provided.title"), Items(aims), *rest)

    def bar(self, label: str, score: Score) -> Bar:
        """A range to be drawn, under a label."""
        low, high = score.score
        return Bar("", label, low, high, shown_score(score, self.words), "", score.coverage.told_share)

    def alt(self, bars: Iterable[Bar]) -> str:
        """What a chart of bars says."""
        return self.words.say("dimensions.alt", list=bars_words(tuple(bars), self.words))
