"""Scorecards, and the way back from a finding or a flag, in the terminal."""

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ..model.ask import Ask
from ..model.catalogue import Catalogue
from ..model.comparison import Around, Comparison, PerspectiveGap
from ..model.dossier import Dossier
from ..model.release import Since
from ..model.scorecard import Scorecard
from ..model.text import Localised
from ..model.timeline import Timeline
from ..model.unscored import Unscored
from ..model.whatif import Moved, WhatIf
from .crosswalk import MethodologyView
from .finding import aim_words, carrying_out
from .labels import alike_in_day, labels, names
from .phrases import (
    assumed_words,
    citation,
    expected_words,
    rule_lines,
    shown_score,
    standards_words,
    status_words,
    symbols,
    unscored_words,
)
from .told import Bar, Citation, Explained, Said, ScorecardView, Told, ToldFlag
from .words import Words

_TONES = {"met": "green", "partly": "yellow", "not-met": "red", "open": "bright_black"}
WIDTH = 24
"""Characters of a bar."""


def console(*, err: bool = False) -> Console:
    """The terminal, or its error stream: colour and width as it has them, none where output is piped or NO_COLOR is
    set.
    """
    return Console(highlight=False, soft_wrap=False, stderr=err)


def standards(catalogue: Catalogue, words: Words) -> RenderableType:
    """Which standards were applied: the last line of what is shown."""
    return Text(standards_words(catalogue, words), "dim")


def scorecard(view: ScorecardView, words: Words) -> RenderableType:
    """A scorecard on one screen or two."""
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
    rows = [view.overall, *view.dimensions, *(bar for bar in (view.law, view.practice) if bar is not None)]
    for bar in rows:
        style = "bold" if bar is view.overall else ""
        table.add_row(
            Text(bar.label, style),
            _drawn(bar),
            Text(bar.points, style, justify="right"),
            Text(bar.bands, "dim"),
        )
    parts: list[RenderableType] = [
        Text(f"{view.state.text}: {view.name.text}", "bold"),
        Text(f"{view.as_of} · {view.perspective} · {view.audience}", "dim"),
        Text(view.evidence, "dim"),
        *([Text(view.withheld, "dim")] if view.withheld else []),
        *(
            [Text(words.say("hypothetical.list", list="; ".join(view.hypothetical)), "bold red")]
            if view.hypothetical
            else []
        ),
        Text(),
        *([Text(view.too_little, "bold")] if view.too_little else []),
        Text(view.summary),
        Text(),
        table,
        *([Text(view.capped)] if view.capped else []),
        *([Text(view.gap)] if view.gap else []),
    ]
    for flag in view.flags:
        mark = "■" if flag.certain else "□"
        parts.append(Text(f"{mark} {flag.state}: {flag.title.text}", "red" if flag.certain else "bright_black"))
    for part in view.parts:
        parts += [Text(), Text(f"{part.bar.label}  {part.bar.points}", "bold"), _findings(part.findings)]
    if view.since_then:
        parts += _section(words.say("later.title"), view.since_then)
    return Group(*parts, Text())


def unscored(made: Unscored, dossiers: Mapping[str, Dossier], words: Words) -> RenderableType:
    """A mechanism of which there is no scorecard on its day, and why."""
    mechanism = dossiers[made.mechanism].mechanism
    title = f"{words.text(mechanism.state).text}: {words.text(mechanism.name).text}"
    return Group(Text(title, "bold"), Text(_unscored(made, dossiers, words)), Text())


def _unscored(made: Unscored, dossiers: Mapping[str, Dossier], words: Words) -> str:
    return unscored_words(made, words, names(list(dossiers), dossiers, words))


def _drawn(bar: Bar) -> Text:
    """The range on a line from 0 to 100."""
    low, high = (round(end / 100 * (WIDTH - 1)) for end in (bar.low, bar.high))
    cells = "".join("━" if low <= place <= high else "·" for place in range(WIDTH))
    text = Text(cells, "bright_black")
    text.stylize("blue", low, high + 1)
    return text


def _findings(findings: Sequence[Told]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for finding in findings:
        mark = Text(f"{finding.symbols} {finding.status}", _TONES[finding.tone])
        beside = f"  {finding.id}" if finding.provided is None else f"  {finding.id} · {finding.provided}"
        table.add_row(mark, Text.assemble(finding.title.text, (beside, "dim")))
    return table


def explained(told: Explained, words: Words) -> RenderableType:
    """From a finding to its rule, features, claims, documents and provisions; from a flag to its tests."""
    head = [Text(told.title, "bold"), *(Text(line, "dim") for line in told.about), Text()]
    flag = [] if told.flag is None else _flag(told.flag)
    finding = [] if told.finding is None else _finding(told.finding, words)
    return Group(*head, *flag, *finding)


def _flag(told: ToldFlag) -> list[RenderableType]:
    flag = told.flag
    tests = (Padding(Text(f"{'■' if supports else '·'} {line}"), (0, 0, 0, 2)) for supports, line in told.tests)
    style = "red" if flag.certain else "bright_black"
    return [Text(flag.title.text, "bold"), Text(flag.state, style), Text(flag.text.text), Text(), *tests]


def _finding(finding: Told, words: Words) -> list[RenderableType]:
    about = " · ".join((f"{finding.symbols} {finding.status}", *_standing(finding)))
    parts: list[RenderableType] = [
        Text(finding.title.text, "bold"),
        Text(about, _TONES[finding.tone]),
        *_section(words.say("rule.title"), [*finding.rule, *finding.trace]),
        Text(),
        Text(words.say("who-says"), "bold"),
    ]
    for item in finding.known:
        parts.append(Padding(Text.assemble(item.question.text, (f"  {item.id}", "dim")), (0, 0, 0, 2)))
        parts.append(Padding(Text(": ".join(filter(None, (item.knowledge, item.answer))), "dim"), (0, 0, 0, 4)))
        parts += (_said(said, words) for said in item.said)
        parts += (Padding(Text(line), (0, 0, 0, 4)) for line in (item.decided, *item.repealed) if line)
        parts += (_said(said, words) for said in item.beside)
        if item.since_then:
            parts.append(Padding(Text(words.say("later.title"), "dim"), (0, 0, 0, 4)))
            parts += (_said(said, words) for said in item.since_then)
    for answer in finding.replies:
        where = f" [{answer.where}]" if answer.where else ""
        reply = words.say("reply", speaker=answer.speaker, date=answer.when)
        parts += [Text(), Text(reply, "bold"), Padding(Text(f"{answer.text.text}{where}"), (0, 0, 0, 2))]
    parts += _section(words.say("rests-on"), [_cited(c) for c in finding.rests_on])
    if finding.since_then:
        parts += _section(words.say("since-then"), [_cited(c) for c in finding.since_then])
    parts += _section(words.say("reason.title"), [finding.reason.text])
    parts += _section(words.say("advice.title"), [finding.advice.text])
    if finding.needs:
        lines = [
            words.say("remedy.and").join(
                " ".join((need.question.text, need.value, *(f"({brought})" for brought in need.brought_by)))
                for need in changes
            )
            for changes in finding.needs
        ]
        parts += _section(words.say("remedy.title" if len(lines) == 1 else "remedy.either"), lines)
    if finding.needs_up_to is not None:
        parts.append(Padding(Text(words.say("remedy.up-to", n=finding.needs_up_to), "dim"), (0, 0, 0, 2)))
    return parts


def _standing(finding: Told) -> Sequence[str]:
    """What is said beside a finding's status."""
    provided = () if finding.provided is None else (finding.provided,)
    return (finding.aspect, finding.basis, *provided, *finding.grounds)


def _said(said: Said, words: Words) -> RenderableType:
    note = f"{said.note.text} " if said.note else ""
    line = Text.assemble((f"{said.speaker}: ", "bold"), note, (f"[{said.value}; {said.when}; {said.where}", "dim"))
    line.append(f": {words.say('value.quoted', value=said.anchor.text)}]" if said.anchor else "]", "dim")
    if said.origin is not None:
        line.append(f" {said.origin}", "dim")
    return Padding(line, (0, 0, 0, 4))


def over_time(timeline: Timeline, dossier: Dossier, words: Words) -> RenderableType:
    """What happened and where the score stood, day after day."""
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
    happened = {day: [m for m in timeline.moments if m.date == day] for day in {m.date for m in timeline.moments}}
    scores = {point.date: point for point in timeline.points}
    none = {unscored.as_of: unscored for unscored in timeline.unscored}
    for day in sorted({*happened, *scores, *none}):
        for moment in happened.get(day, ()):
            when = words.partial(moment.given) if moment.given else words.say("date.undated", date=words.day(day))
            title = words.text(Localised.model_validate(moment.title)).text
            what = words.say(f"reform.{moment.state}") if moment.state else words.say(f"moment.{moment.kind}")
            mark = f" · {words.say('mark.announced')}" if moment.announced else ""
            table.add_row(Text(when), Text(""), Text.assemble(title, (f"  {what}{mark}", "dim")))
        if day in scores:
            point = scores[day]
            bar = Bar("", "", *point.overall.score, shown_score(point.overall, words), "", 0)
            parts = "  ".join(
                f"{words.say(key)} {shown_score(score, words)}"
                for key, score in (("in-law", point.law), ("in-practice", point.practice))
                if score is not None
            )
            lapsed = f"  {words.say('timeline.lapsed')}: {', '.join(point.lapsed)}" if point.lapsed else ""
            told = Text.assemble((bar.points, "bold"), (f"  {parts}{lapsed}", "dim"))
            table.add_row(Text(words.day(day), "bold"), _drawn(bar), told)
        if day in none:
            told = Text(_unscored(none[day], {dossier.id: dossier}, words))
            table.add_row(Text(words.day(day), "bold"), Text(""), told)
    title = f"{words.text(dossier.mechanism.state).text}: {words.text(dossier.mechanism.name).text}"
    return Group(Text(title, "bold"), Text(words.perspective(timeline.perspective), "dim"), Text(), table)


def supposed(made: WhatIf, dossier: Dossier, catalogue: Catalogue, words: Words) -> RenderableType:
    """Before and after an assumption; every line of the hypothetical one is marked."""
    mark = words.say("hypothetical.mark")
    title = f"{words.text(dossier.mechanism.state).text}: {words.text(dossier.mechanism.name).text}"
    scores = _scores(((words.say("as-it-is"), made.before), (mark, made.after)), words)
    moved = _moved(made.moved, mark, catalogue, words)
    assumed = words.say("hypothetical.list", list=assumed_words(made.assumed, catalogue, words))
    parts: list[RenderableType] = [
        Text(title, "bold"),
        Text(f"{words.say('hypothetical')}. {assumed}", "bold"),
        Text(),
        scores,
        Text(),
    ]
    return Group(*parts, moved)


def compared(
    comparison: Comparison, dossiers: Mapping[str, Dossier], catalogue: Catalogue, words: Words
) -> RenderableType:
    """Mechanisms side by side: scores, the places they can take, and every criterion; what separates them is marked."""
    scores = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
    cards = comparison.scorecards
    called = labels(cards, dossiers, words)
    for label, card, rank in zip(called, cards, comparison.ranks, strict=True):
        bar = Bar("", "", *card.overall.score, shown_score(card.overall, words), "", 0)
        place = words.say("place", place=str(rank.best) if rank.best == rank.worst else f"{rank.best}–{rank.worst}")
        scores.add_row(Text(label), _drawn(bar), Text(bar.points, "bold"), Text(place, "dim"))
    table = Table(box=None, padding=(0, 2, 0, 0))
    table.add_column(words.say("criterion.short"))
    for label in called:
        table.add_column(label)
    table.add_column("")
    for row in comparison.rows:
        signs = ("–" if not p else symbols(p, catalogue.criteria[row.criterion]) for p in row.possible)
        table.add_row(row.criterion, *signs, Text("≠" if row.separates else "", "bold"))
    note = Text(f"{words.say('symbols')}; ≠ {words.say('separates')}", "dim")
    day = [Text(words.say("as-of", date=words.day(cards[0].as_of)), "dim")] if alike_in_day(cards) else []
    side_by_side: list[RenderableType] = (
        [*day, scores, Text(words.say("places.note"), "dim"), Text(), table, note, Text()] if cards else []
    )
    return Group(*side_by_side, *(unscored(each, dossiers, words) for each in comparison.unscored))


def by_perspectives(gap: PerspectiveGap, dossier: Dossier, catalogue: Catalogue, words: Words) -> RenderableType:
    """What follows from each of two perspectives, in the criteria of which both speak."""
    first, second = gap.scorecards
    names = words.perspective(first.perspective), words.perspective(second.perspective)
    title = words.say("labelled", label=words.text(dossier.mechanism.state).text, value=words.say("perspectives.title"))
    lead = words.say("perspectives.lead", n=len(gap.rows), total=len(first.findings))
    table = Table(box=None, padding=(0, 2, 0, 0))
    for head in (words.say("criterion.short"), *names, ""):
        table.add_column(head)
    for row in gap.rows:
        criterion = catalogue.criteria[row.criterion]
        states = (status_words(p, criterion, words) for p in row.possible)
        table.add_row(row.criterion, *states, Text("≠" if row.apart else "", "bold"))
    scores = _scores(((names[0], first), (names[1], second)), words)
    return Group(Text(title, "bold"), Text(lead), Text(), table if gap.rows else Text(), Text(), scores)


def around_reform(made: Around, dossier: Dossier, catalogue: Catalogue, words: Words) -> RenderableType:
    """Before and after a reform: what it moved, what else moved, and the patterns that changed."""
    reform = next(reform for reform in dossier.reforms if reform.id == made.reform)
    title = f"{words.text(dossier.mechanism.state).text}: {words.text(reform.name).text}"
    sides = ((words.day(made.before.as_of), made.before), (words.day(made.after.as_of), made.after))
    scored = [(day, side) for day, side in sides if isinstance(side, Scorecard)]
    parts: list[RenderableType] = [Text(title, "bold"), Text(), _scores(scored, words)]
    missing = (side for _, side in sides if isinstance(side, Unscored))
    parts += (Text(_unscored(side, {dossier.id: dossier}, words)) for side in missing)
    if isinstance(made.after, Unscored) or isinstance(made.before, Unscored):
        return Group(*parts)
    for key, moved in (("due-to-reform", made.due_to_reform), ("due-to-others", made.due_to_others)):
        parts += [Text(), Text(words.say(key), "bold"), _moved(moved, "", catalogue, words)]
    if reform.aims:
        questions = ((words.text(catalogue.features[aim.feature].question).text, aim) for aim in reform.aims)
        aims = (f"{question} {aim_words(aim, catalogue, words)}" for question, aim in questions)
        parts += _section(words.say("provided.title"), list(aims))
        for finding, provided in carrying_out(reform, made.after, catalogue, words):
            criterion = catalogue.criteria[finding.criterion]
            status = f"{symbols(finding.possible, criterion)} {status_words(finding.possible, criterion, words)}"
            line = " · ".join(filter(None, (f"{status} {words.text(criterion.title).text}", provided)))
            parts.append(Padding(Text(line), (0, 0, 0, 2)))
    flags = {flag.flag: flag.state for flag in made.before.flags}
    parts += [Text(), Text(words.say("flags.title"), "bold")]
    for flag in made.after.flags:
        former = flags.get(flag.flag, flag.state)
        if {"certain", "possible"} & {flag.state, former}:
            states = words.say(f"flag.{former}"), words.say(f"flag.{flag.state}")
            parts.append(
                Text(f"  {' → '.join(dict.fromkeys(states))}: {words.text(catalogue.flags[flag.flag].title).text}")
            )
    return Group(*parts)


def since_release(made: Since, dossier: Dossier, catalogue: Catalogue, words: Words) -> RenderableType:
    """What was published and what is known now: findings that differ, and every entry that came, changed or went."""
    then, now = (words.day(day) for day in made.days)
    parts: list[RenderableType] = [
        Text(words.say("since.title", state=words.text(dossier.mechanism.state).text), "bold"),
        Text(words.say("since.days", release=made.release, then=then, now=now), "dim"),
        Text(),
    ]
    if made.catalogue:
        parts += [Text(words.say("since.catalogue")), Text()]
    for row in made.rows:
        criterion = catalogue.criteria.get(row.criterion)
        if criterion is None:
            parts.append(Text(f"  {row.criterion}"))
            continue
        sides = (
            f"{symbols(side, criterion)} {status_words(side, criterion, words)}"
            if side
            else words.say("since.not-there")
            for side in (row.then, row.now)
        )
        parts.append(Text(f"  {' → '.join(sides)}  {words.text(criterion.title).text}"))
    if not made.rows:
        parts.append(Text(words.say("since.nothing")))
    entries = {entry.id: entry.document for entry in (*dossier.claims, *dossier.figures, *dossier.events)}
    entries |= {stage.id: stage.document for reform in dossier.reforms for stage in reform.history}
    for key, ids in (("new", made.new), ("recoded", made.recoded), ("withdrawn", made.withdrawn)):
        if ids:
            lines = [f"{id}  {entries.get(id, '')}".rstrip() for id in ids]
            parts += _section(f"{words.say(f'since.{key}')} ({len(ids)})", lines)
    return Group(*parts)


def criteria(catalogue: Catalogue, words: Words) -> RenderableType:
    """Every criterion with the provisions that it rests on."""
    lines: list[Text] = []
    for criterion in catalogue.in_order:
        lines.append(Text.assemble((criterion.id, "bold"), "  ", words.text(criterion.title).text))
        lines.append(Text("    " + ", ".join(criterion.rests_on), "dim"))
    return Group(*lines)


def standing(
    id: str,
    criteria: Sequence[str],
    mechanisms: Sequence[tuple[Dossier, Scorecard]],
    catalogue: Catalogue,
    words: Words,
) -> RenderableType:
    """A provision, a criterion or a feature, and how mechanisms fare in the criteria that rest on it."""
    table = Table(box=None, padding=(0, 2, 0, 0))
    table.add_column(words.say("criterion.short"))
    for label in labels([card for _, card in mechanisms], {dossier.id: dossier for dossier, _ in mechanisms}, words):
        table.add_column(label)
    found = [{finding.criterion: finding.possible for finding in card.findings} for _, card in mechanisms]
    for criterion in criteria:
        signs = (symbols(f[criterion], catalogue.criteria[criterion]) if criterion in f else "–" for f in found)
        table.add_row(criterion, *signs)
    return Group(*_standard(id, catalogue, words), Text(), table, Text(words.say("symbols"), "dim"))


def _standard(id: str, catalogue: Catalogue, words: Words) -> Iterator[Text]:
    if id in catalogue.provisions:
        cited = citation(catalogue, id, words)
        yield Text(f"{cited.label} [{cited.id}]", "bold")
        yield Text(f"{cited.title.text}, {cited.reference}", "dim")
        yield Text(f"{cited.text.text} ({cited.checked})")
    elif id in catalogue.criteria:
        criterion = catalogue.criteria[id]
        yield Text.assemble((id, "bold"), "  ", words.text(criterion.title).text)
        yield from (Text(f"  {line}") for line in rule_lines(catalogue, id, words))
        yield Text("  " + ", ".join(catalogue.features_of(id)), "dim")
        for provision in criterion.rests_on:
            cited = citation(catalogue, provision, words)
            yield Text(f"  {cited.label} [{provision}]: {cited.text.text}")
    else:
        feature = catalogue.features[id]
        yield Text.assemble((id, "bold"), "  ", words.text(feature.question).text)
        yield Text(expected_words(feature, words), "dim")


def questions(asked: Ask, dossier: Dossier, catalogue: Catalogue, words: Words, most: int) -> RenderableType:
    """The questions whose answer would tell most, and what grows too old within a year."""
    mechanism = dossier.mechanism
    low, high = (words.number(end) for end in asked.score)
    parts: list[RenderableType] = [
        Text(f"{words.text(mechanism.state).text}: {words.text(mechanism.name).text}", "bold"),
        Text(words.say("ask.now", date=words.day(asked.as_of), low=low, high=high), "dim"),
        Text(),
    ]
    for question in asked.questions[:most]:
        parts.append(Text(words.text(catalogue.features[question.feature].question).text))
        told = [words.say("ask.narrows", most=words.number(question.most), least=words.number(question.least))]
        if question.settles_possibly:
            told.append(words.say("ask.settles", n=len(question.settles_possibly), always=len(question.settles_always)))
        parts.append(Padding(Text(f"{question.feature} · {' '.join(told)}", "dim"), (0, 0, 0, 2)))
    if len(asked.questions) > most:
        parts.append(Text(words.say("ask.more", n=len(asked.questions) - most), "dim"))
    if not asked.questions:
        parts.append(Text(words.say("ask.nothing")))
    if asked.lapses:
        parts += [Text(), Text(words.say("ask.lapses"), "bold")]
    for lapse in asked.lapses:
        line = words.say("ask.lapse", n=len(lapse.verdicts), date=words.day(lapse.date))
        parts.append(Padding(Text(f"{line} {', '.join(lapse.features)}"), (0, 0, 0, 2)))
    return Group(*parts, Text())


def _scores(sides: Sequence[tuple[str, Scorecard]], words: Words) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
    for label, card in sides:
        bar = Bar("", "", *card.overall.score, shown_score(card.overall, words), "", 0)
        aspects = "  ".join(
            f"{words.say(key)} {shown_score(score, words)}"
            for key, score in (("in-law", card.law), ("in-practice", card.practice))
            if score is not None
        )
        table.add_row(Text(label), _drawn(bar), Text.assemble((bar.points, "bold"), (f"  {aspects}", "dim")))
    return table


def _moved(moved: Sequence[Moved], mark: str, catalogue: Catalogue, words: Words) -> RenderableType:
    if not moved:
        return Text(words.say("nothing-moved"))
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
    for finding in moved:
        criterion = catalogue.criteria[finding.criterion]
        before, after = (status_words(p, criterion, words) for p in (finding.before, finding.after))
        aspect = words.say(f"aspect.{finding.aspect}")
        what = Text.assemble(words.text(criterion.title).text, (f"  {finding.criterion} · {aspect}", "dim"))
        table.add_row(Text(mark, "bold"), Text(f"{before} → {after}"), what)
    return table


def _cited(citation: Citation) -> str:
    orders = (" ".join(filter(None, (said, what.text, seen))) for said, what, seen in citation.orders)
    text = f"{citation.label} [{citation.id}]: {citation.text.text} ({citation.checked})"
    return " ".join((text, *((citation.force,) if citation.force else ()), *orders))


def _section(title: str, lines: Sequence[str]) -> list[RenderableType]:
    return [Text(), Text(title, "bold"), *(Padding(Text(line), (0, 0, 0, 2)) for line in lines)]


def crosswalk(methodologies: Sequence[MethodologyView]) -> RenderableType:
    """What other methodologies require, each requirement with the criteria that cover it."""
    lines: list[RenderableType] = []
    for each in methodologies:
        lines += [Text(each.title.text, "bold"), Text(f"{each.reference} · {each.covered}", "dim")]
        for asked in each.requirements:
            lines.append(Text(f"  {asked.text.text}"))
            lines.append(Text("    " + "; ".join([*(id for id, _ in asked.criteria), *filter(None, [asked.beside])])))
            if asked.note is not None:
                lines.append(Text(f"    {asked.note.text}", "dim"))
        lines.append(Text())
    return Group(*lines)
