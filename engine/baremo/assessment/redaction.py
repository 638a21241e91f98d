"""What an audience may know: a dossier as if nothing above the audience had ever been written into it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from ..model.dossier import AUDIENCES, Dossier, Found, Reform, Source, Speaker, Visibility
from ..workspace.rooms import digest


@dataclass(frozen=True)
class Told:
    """A dossier with the sources that it cites and the speakers whom it or they name."""

    dossier: Dossier
    speakers: Mapping[str, Speaker]
    sources: Mapping[str, Source]

    @property
    def digest(self) -> str:
        """Sixteen hexadecimal digits that identify what is told; of what is not told they betray nothing."""
        parts = [*self.speakers.values(), *self.sources.values(), self.dossier]
        told = [part.model_dump(mode="json", by_alias=True, exclude_defaults=True) for part in parts]
        return digest([("told", json.dumps(told, sort_keys=True).encode())])


def tell(
    dossier: Dossier, speakers: Mapping[str, Speaker], sources: Mapping[str, Source], audience: Visibility
) -> Told:
    """What an audience may know of a dossier.

    A source is as secret as its author, whom a citation names; what stands in a source, or is said by somebody, is as
    secret as these. A reform of which no stage may be told is not told.
    """
    allowed = AUDIENCES[: AUDIENCES.index(audience) + 1]
    named = {id for id, speaker in speakers.items() if speaker.visibility in allowed}
    read = {id for id, source in sources.items() if source.visibility in allowed and source.author in named}

    def may_know(part: Found) -> bool:
        return part.visibility in allowed and part.source in read

    def stages_of(reform: Reform) -> Reform:
        return reform.model_copy(update={"history": tuple(filter(may_know, reform.history))})

    reforms = map(stages_of, (reform for reform in dossier.reforms if reform.visibility in allowed))
    kept = dossier.model_copy(
        update={
            "claims": tuple(claim for claim in dossier.claims if may_know(claim) and claim.speaker in named),
            "adjudications": tuple(one for one in dossier.adjudications if one.visibility in allowed),
            "figures": tuple(figure for figure in dossier.figures if may_know(figure) and figure.speaker in named),
            "reforms": tuple(reform for reform in reforms if reform.history),
            "events": tuple(filter(may_know, dossier.events)),
        }
    )
    stages = (stage for reform in kept.reforms for stage in reform.history)
    cited = {part.source for part in (kept.established, *kept.claims, *kept.figures, *kept.events, *stages)}
    heard = {claim.speaker for claim in kept.claims} | {figure.speaker for figure in kept.figures}
    heard |= {sources[id].author for id in cited}
    return Told(kept, {id: speakers[id] for id in sorted(heard)}, {id: sources[id] for id in sorted(cited)})
