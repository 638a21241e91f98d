"""Fuzzes the reading of one kind of file, led by what of our code each input reaches: `make fuzz`.

What breaks us is saved under the folder given, and its traceback is shown. The exit code is then that of libFuzzer, 77.
"""

import contextlib
import random
import shutil
import sys
from pathlib import Path

import atheris

OURS = ["baremo.model", "baremo.workspace", "baremo.assessment", "baremo.rules"]
with atheris.instrument_imports(include=[*OURS, "yaml"] if sys.argv[1] == "yaml" else OURS):
    import yaml
    from fuzz.kinds import KINDS, SMALL, copied, told, user
    from fuzz.spoiling import JUNK, NASTY, spoil, spoil_bytes, written

    from baremo.workspace import yaml_file
    from baremo.workspace.problem import WorkspaceError
    from baremo.workspace.rooms import built_in
    from baremo.workspace.validation import validate

SHIPPED = {
    "dossier": "mechanisms/m*.yaml",
    "sources": "mechanisms/sources.yaml",
    "features": "standards/features/*.yaml",
    "criteria": "standards/criteria/*.yaml",
    "flags": "standards/flags.yaml",
    "scale": "standards/scale.yaml",
    "instrument": "standards/instruments/*.yaml",
}
WITHOUT_C = "yaml"
"""The kind that stands for a bibliography read, and nothing more, where PyYAML comes without its parser in C."""
MAX_BYTES = 20_000
SECONDS_FOR_ONE = 10
"""An input that takes longer is a finding too."""


def seeds(kind: str) -> list[bytes]:
    """The small file of that kind, and the first entries of the shipped ones."""
    made = [(SMALL / KINDS[kind].file).read_bytes()]
    for file in sorted(built_in().glob(SHIPPED[kind])) if kind in SHIPPED else ():
        root = yaml.compose(file.read_bytes(), Loader=yaml.CSafeLoader)
        for _, part in root.value:
            if isinstance(part, yaml.SequenceNode):
                del part.value[2:]
        made.append(written(root))
    return made


def words() -> str:
    """The dictionary of the fuzzer: our keys, the ids of the small workspace, and what is often mistaken."""
    found = {*NASTY, *(junk.decode("latin-1") for junk in JUNK if len(junk) < 20)}
    for _, model in KINDS.values():
        schema = model.model_json_schema()
        found |= {key for part in (schema, *schema.get("$defs", {}).values()) for key in part.get("properties", ())}
    for file, _ in KINDS.values():
        found |= {
            token.value for token in yaml.scan((SMALL / file).read_bytes()) if isinstance(token, yaml.ScalarToken)
        }
    escaped = ("".join(f"\\x{byte:02x}" for byte in word.encode()) for word in sorted(found) if 0 < len(word) < 60)
    return "".join(f'"{word}"\n' for word in escaped)


def mutated(content: bytes, most: int, seed: int) -> bytes:
    """A fault in the structure, where there is one still; or whatever libFuzzer thinks of."""
    chance = random.Random(seed)
    if chance.random() < 0.5:
        with contextlib.suppress(yaml.YAMLError, UnicodeError, RecursionError, AttributeError):
            if chance.random() < 0.1:
                return spoil_bytes(content, chance.choice)[:most]
            root = yaml.compose(content.decode(), Loader=yaml.CSafeLoader)
            for _ in range(chance.randint(1, 3)):
                spoil(root, chance.choice)
            return written(root)[:most]
    mutated: bytes = atheris.Mutate(content, most)
    return mutated


def main(name: str, seconds: str, folder: Path) -> None:
    kind = name
    if kind == WITHOUT_C:
        kind, yaml_file.Loader = "sources", yaml.SafeLoader
    corpus = folder / name
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(kind)):
        (corpus / f"seed-{number}").write_bytes(seed)
    (folder / "words").write_text(words())
    workspace = folder / f"{name}-workspace"
    shutil.rmtree(workspace, ignore_errors=True)  # what the last run left in it
    copied(workspace)
    path, model = KINDS[kind]
    file, use = workspace / path, user(kind, workspace)
    called = str(file) if kind in ("draft", "costs") else path
    use()  # an error in a seed of ours is none of the loader's

    def once(content: bytes) -> None:
        try:
            validate(
                yaml_file.parse(content, called), model
            )  # where most inputs end; it spares the rest of the workspace
            if name != WITHOUT_C:
                file.write_bytes(content)
                use()
        except WorkspaceError as fault:
            told(fault, called)

    options = {
        "max_total_time": seconds,
        "max_len": MAX_BYTES,
        "timeout": SECONDS_FOR_ONE,
        "rss_limit_mb": 4_000,
        "dict": folder / "words",
        "artifact_prefix": f"{folder / name}-",
        "print_final_stats": 1,
    }
    given = [f"-{name}={value}" for name, value in options.items()]
    atheris.Setup([sys.argv[0], *given, str(corpus)], once, custom_mutator=mutated)
    atheris.Fuzz()


main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
