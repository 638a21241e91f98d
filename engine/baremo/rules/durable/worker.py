"""The process in which durable-rules runs: it reads rulesets, then facts, and answers with the literals derived.

It stands alone (the standard library and durable-rules), starts quickly, and may crash without harm to anyone: the
package runs native code in which no `except` catches a fault, never frees a ruleset, and starts threads that nothing
stops. One line of JSON a message: first `{"rulesets": [...], "reads": [...]}`, then `{"facts": [[feature, low, high],
...]}` as often as wanted, each answered by `{"literals": [...]}` or `{"fault": "..."}`.
"""

import json
import re
import sys
from typing import Any

BUCKET = 64


def main() -> None:
    """Answer until standard input ends."""
    try:
        from durable import engine
    except Exception as fault:
        _answer({"fault": f"durable-rules cannot be imported: {_said(fault)}"})
        return

    class Host(engine.Host):  # type: ignore[misc]
        def _run(self) -> None:
            """Start no timers."""

    first = json.loads(sys.stdin.readline())
    try:
        network = Network(Host, engine.MessageNotHandledException, first["rulesets"], first["reads"])
    except Exception as fault:
        _answer({"fault": f"durable-rules refuses the rules: {_said(fault)}"})
        return
    _answer({"ready": True})
    for number, line in enumerate(sys.stdin):
        try:
            _answer({"literals": network.run(json.loads(line)["facts"], f"s{number}")})
        except Exception as fault:
            _answer({"fault": _said(fault)})


class Network:
    """The rulesets, loaded once; each evaluation is a state of its own, deleted afterwards."""

    _derived: set[int]
    _faults: list[BaseException]
    _stage: int

    def __init__(self, host: Any, not_handled: type[Exception], rulesets: list[Any], reads: list[list[int]]) -> None:
        """Load the rulesets; `reads` are the literals that each of them tests."""
        self._not_handled = not_handled
        self._reads = [frozenset(literals) for literals in reads]
        for ruleset in rulesets:
            for rule in ruleset.values():
                rule["run"] = self._action(rule["run"])
        self._host = host({f"stage{number}": ruleset for number, ruleset in enumerate(rulesets)})

    def run(self, facts: list[list[int]], sid: str) -> list[int]:
        """The literals that follow from the facts, sorted."""
        self._derived, self._faults = set(), []
        for stage, reads in enumerate(self._reads):
            self._stage = stage
            name = f"stage{stage}"
            inputs = [{"b": 2 * (f // BUCKET), "f": f, "l": low, "h": high} for f, low, high in facts]
            inputs += [self._fact(literal) for literal in sorted(self._derived & reads)]
            # The boot fact first: a state in which no action ever ran cannot be deleted safely.
            for number, fact in enumerate([{"b": -1, "t": -1}, *inputs]):
                try:
                    self._host.assert_fact(name, {"id": f"i{number}", "sid": sid, **fact})
                except self._not_handled:
                    pass  # no rule of this stage reads the fact
            self._host.delete_state(name, sid)
            if self._faults:
                raise self._faults[0]
        return sorted(self._derived)

    def _action(self, literal: int) -> Any:
        def derive(c: Any) -> None:
            try:
                if literal >= 0 and literal not in self._derived:
                    self._derived.add(literal)
                    if literal in self._reads[self._stage]:
                        c.assert_fact({"id": f"d{literal}", **self._fact(literal)})
            except BaseException as fault:  # the engine would swallow it
                self._faults.append(fault)

        return derive

    @staticmethod
    def _fact(literal: int) -> dict[str, int]:
        return {"b": 2 * (literal // BUCKET) + 1, "t": literal}


def _said(fault: Exception) -> str:
    """A fault in words, its files without their folders: a notice names no place of the machine."""
    return f"{type(fault).__name__}: " + re.sub(r"\S*[/\\]", "", str(fault))


def _answer(message: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
