"""The scorecard as a page: first what is read in a minute, then criterion by criterion, then where it comes from."""

from ..told import Citation, Known, Part, Said, ScorecardView, Told
from .blocks import (
    Bars,
    Block,
    Chronicle,
    Course,
    Document,
    Group,
    Happened,
    Heading,
    Headline,
    Items,
    Line,
    Pair,
    Paragraph,
    Table,
    said,
)
from .edition import Edition
from .pieces import Pieces


def scorecard_document(view: ScorecardView, course: Course | None, edition: Edition) -> Document:
    """One scorecard."""
    page = _Page(view, Pieces(edition.words))
    blocks = (*page.front(), *page.criteria(), *page.back(course))
    words = edition.words
    return edition.document(
        name=view.mechanism,
        title=words.say("title", state=view.state.text, name=view.name.text, date=view.as_of),
        heading=(*said(view.state), *page.p.line(words.say("colon")), *said(view.name)),
        meta=(f"{view.as_of} · {view.perspective} · {view.audience}",),
        banner=(view.evidence, *page.hypothetical()),
        mark=words.say("hypothetical") if view.hypothetical else "",
        day=view.day,
        blocks=blocks,
    )


class _Page:
    def __init__(self, view: ScorecardView, pieces: Pieces) -> None:
        self.view, self.p, self.words = view, pieces, pieces.words

    def hypothetical(self) -> tuple[str, ...]:
        view = self.view
        return (self.words.say("hypothetical.list", list="; ".join(view.hypothetical)),) if view.hypothetical else ()

    def front(self) -> tuple[Block, ...]:
        """What is read in a minute."""
        view, p, say = self.view, self.p, self.words.say
        blocks: list[Block] = [
            *self._headline(),
            *([p.paragraph(view.capped, "notice")] if view.capped else []),
            Bars(view.dimensions, p.alt(view.dimensions), say("dimensions.caption")),
        ]
        if view.law and view.practice:
            alt = say("lawpractice.alt", law=view.law.points, practice=view.practice.points)
            blocks.append(Bars((view.law, view.practice), alt, view.gap or "", axis=False))
        blocks += [
            Pair(self._ranked("strongest", view.strongest), self._ranked("weakest", view.weakest)),
            p.heading("unknown.title"),
            p.paragraph(view.unknown_summary),
        ]
        if view.unknown:
            blocks += [p.paragraph(say("unknown.most"), "quiet"), Items(tuple(map(self._open, view.unknown[:3])), True)]
        return (*blocks, p.heading("flags.title"), *self._flags())

    def _headline(self) -> tuple[Block, ...]:
        """The number that the page is about; or, before the range, that too little is known for one number."""
        view, p, of_100 = self.view, self.p, self.words.say("of-100")
        if view.too_little is not None:
            return (
                Paragraph((*p.line(view.too_little, "strong"), *p.line(f" {view.summary}")), "lead"),
                p.paragraph(self.words.say("labelled", label=view.overall.label, value=view.overall.points), "quiet"),
            )
        line = (*p.line(f"{view.overall.bands}.", "strong"), *p.line(f" {view.summary}"))
        return (Headline(view.overall.points, of_100, line),)

    def _ranked(self, key: str, findings: tuple[Told, ...]) -> tuple[Block, ...]:
        listed = tuple(self.p.finding(one, sentence=True) for one in findings)
        empty = self.p.paragraph(self.words.say("none-settled"), "quiet")
        return (self.p.heading(key), Items(listed, True) if listed else empty)

    def _open(self, told: Told) -> Line:
        critical = f" · {self.words.say('critical')}" if told.critical else ""
        return (*self.p.finding(told), *self.p.line(f" · {told.basis}{critical}", "quiet"))

    def _flags(self) -> tuple[Block, ...]:
        p, say = self.p, self.words.say
        certain = tuple(
            (
                *p.line(f"■ {flag.state}", "tag", "not-met"),
                *p.line(" "),
                *said(flag.title, "strong"),
                *p.line(". "),
                *said(flag.text),
            )
            for flag in self.view.flags
            if flag.certain
        )
        possible = tuple(
            (*p.line(f"□ {flag.state}", "tag", "open"), *p.line(" "), *said(flag.title))
            for flag in self.view.flags
            if not flag.certain
        )
        if not self.view.flags:
            return (p.paragraph(say("flags.none")),)
        return (
            *((Items(certain, True),) if certain else ()),
            *((p.paragraph(say("flags.possible"), "quiet"), Items(possible, True)) if possible else ()),
        )

    def criteria(self) -> tuple[Block, ...]:
        """Criterion by criterion, by dimension."""
        return tuple(block for part in self.view.parts for block in self._part(part))

    def _part(self, part: Part) -> tuple[Block, ...]:
        meta = " · ".join(filter(None, (part.bar.points, part.bar.bands)))
        heading = Heading(2, self.p.line(part.bar.label), meta, anchor=f"dimension.{part.bar.id}")
        return (heading, *(self._finding(told) for told in part.findings))

    def _finding(self, told: Told) -> Group:
        p, say = self.p, self.words.say
        critical = f" · {say('critical')}" if told.critical else ""
        standing = " · ".join((told.basis, *filter(None, (told.provided,)), *told.grounds))
        about = (*p.tag(told), *p.line(f" · {told.aspect}{critical} · {standing}"))
        blocks: list[Block] = [Heading(3, said(told.title)), Paragraph(about, "meta")]
        for item in told.known:
            blocks += self._known(item, told)
        for answer in told.replies:
            reply = p.named(say("reply", speaker=answer.speaker, date=answer.when))
            where = p.line(f" {answer.where}", "quiet") if answer.where else ()
            blocks.append(Paragraph((*reply, *said(answer.text), *where), "said"))
        blocks += p.needs(told)
        rests_on = [p.cited(citation) for citation in told.rests_on]
        fold: list[Block] = [
            Items(tuple(p.line(line) for line in told.rule)),
            Paragraph(said(told.reason)),
            Items(tuple(rests_on)),
            *self._since_then(told.since_then),
            Paragraph((*p.named(say("advice.title")), *said(told.advice))),
        ]
        title = f"{say('rule.title')} · {say('rests-on')} · {say('advice.title')}"
        return Group((*blocks, Group(tuple(fold), fold=title)), anchor=told.id)

    def _since_then(self, later: tuple[Citation, ...]) -> tuple[Block, ...]:
        if not later:
            return ()
        return (self.p.paragraph(self.words.say("since-then"), "quiet"), Items(tuple(map(self.p.cited, later))))

    def _known(self, item: Known, told: Told) -> tuple[Block, ...]:
        p, say = self.p, self.words.say
        if not item.said:
            line = (*p.named(say("settle")), *said(item.question), *p.line(f" {item.answer}", "quiet"))
            return (Paragraph(line), *self._beside(item))
        blocks: list[Block] = []
        if len(item.said) > 1:
            differ = f" {say('contested')}." if item.decided or told.contested else ""
            blocks.append(Paragraph((*said(item.question, "quiet"), *p.line(differ, "quiet")), "quiet"))
        blocks += [Paragraph(self._said(one), "said") for one in item.said]
        if item.decided:
            blocks.append(p.paragraph(item.decided, "notice"))
        return (*blocks, *self._beside(item))

    def _beside(self, item: Known) -> tuple[Block, ...]:
        """What says nothing of what is: aims, commitments, and what a repeal left out."""
        repealed = (self.p.paragraph(line, "quiet") for line in item.repealed)
        return (*repealed, *(Paragraph(self._said(one), "said") for one in item.beside))

    def _said(self, one: Said) -> Line:
        p = self.p
        what = said(one.note) if one.note is not None else p.line(one.value)
        anchor: Line = (*p.line(" · ", "quiet"), *said(one.anchor, "quote")) if one.anchor else ()
        return (*p.named(one.speaker), *what, *p.line(f" {one.value} · {one.when} · {one.where}", "quiet"), *anchor)

    def back(self, course: Course | None) -> tuple[Block, ...]:
        """What happened, the figures, the documents and the method."""
        view, p, say = self.view, self.p, self.words.say
        blocks: list[Block] = []
        if view.not_applicable:
            listed = tuple((*p.named(title), *said(reason)) for title, reason in view.not_applicable)
            blocks += [p.heading("not-applicable"), Items(listed)]
        if course is not None:
            blocks += [p.heading("timeline.title"), course]
        blocks.append(p.heading("chronicle.title"))
        entries = tuple(
            Happened(
                (
                    *p.line(f"{entry.when} ", "tag"),
                    *said(entry.title, "strong"),
                    *p.line(f" {entry.state} · {entry.where}", "quiet"),
                ),
                said(entry.note) if entry.note else (),
                entry.open,
            )
            for entry in view.chronicle
        )
        blocks.append(Chronicle(entries) if entries else p.paragraph(say("chronicle.none")))
        if view.figures:
            blocks += [p.heading("figures.title"), p.paragraph(say("figures.note"), "quiet"), self._figures()]
        listed = tuple(
            (*p.line(document), *(p.line(f" {address}", link=address) if address else ()))
            for document, address in view.documents
        )
        blocks += [p.heading("documents.title"), Items(listed), p.heading("method.title")]
        blocks += [p.paragraph(line, "quiet") for line in view.method]
        if view.withheld:
            blocks.append(p.paragraph(view.withheld, "notice"))
        return tuple(blocks)

    def _figures(self) -> Table:
        p = self.p
        head = tuple(p.say(key) for key in ("figure", "number", "period.head", "speaker", "where.head"))
        rows = tuple(
            (
                (*said(one.label), *((*p.line(" "), *said(one.note, "quiet")) if one.note else ())),
                p.line(one.value),
                p.line(one.period),
                p.line(one.speaker),
                p.line(one.where, "quiet"),
            )
            for one in self.view.figures
        )
        return Table(self.words.say("figures.title"), head, rows, numbers=(1,))
