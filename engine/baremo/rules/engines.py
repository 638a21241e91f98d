"""The main job's evaluation: durable, cross-checked with reference; reference alone where durable cannot run."""

from types import TracebackType

from ..model.catalogue import Catalogue
from . import reference
from .durable.engine import Durable, DurableUnavailable, Worker
from .evaluation import Evaluation, Values


class Disagreement(Exception):
    """Two engines gave different answers: a defect in Baremo, and no result may be trusted. Says where they differ."""

    def __init__(self, durable: Evaluation, specified: Evaluation, values: Values) -> None:
        """Lay both traces side by side, the differing lines marked."""
        lines = [
            "the engines disagree; please report this as a defect",
            "",
            f"{'durable':9} {'reference':9}  condition",
        ]
        for path, expected in specified.truths.items():
            got = durable.truths.get(path)
            mark = "" if got is expected else "   <-- differs"
            lines.append(f"{got.value if got else 'missing':9} {expected.value:9}  {path}{mark}")
        lines += ["", "values: " + ", ".join(f"{id}={low}..{high}" for id, (low, high) in values.items())]
        super().__init__("\n".join(lines))


class Engines:
    """Evaluates one catalogue. Use it as a context.

    `notice` says why durable does not take part, or is None while it does.
    """

    def __init__(self, catalogue: Catalogue, worker: Worker | None = None) -> None:
        """Start durable if it can be had, in the worker given or a new one."""
        self._catalogue = catalogue
        self._durable: Durable | None = None
        self.notice: str | None = None
        try:
            self._durable = Durable(catalogue, worker)
        except DurableUnavailable as fault:
            self.notice = str(fault)

    @property
    def names(self) -> tuple[str, ...]:
        """The engines that take part; where there are two they agree on every evaluation."""
        return ("reference",) if self._durable is None else ("durable", "reference")

    def evaluate(self, values: Values) -> Evaluation:
        """The answer of all engines that take part.

        Raises:
            Disagreement: if they differ in the truth of any condition.
        """
        specified = reference.evaluate(self._catalogue, values)
        if self._durable is not None:
            try:
                answer = self._durable.evaluate(values)
            except DurableUnavailable as fault:
                self.notice = str(fault)
                self.close()
                self._durable = None
            else:
                if answer.truths != specified.truths:
                    raise Disagreement(answer, specified, values)
        return specified

    def close(self) -> None:
        """End the worker, if there is one."""
        if self._durable is not None:
            self._durable.worker.close()

    def __enter__(self) -> "Engines":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
