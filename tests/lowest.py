"""Prints every dependency at the lowest version that pyproject.toml allows, as constraints for pip."""

import tomllib
from pathlib import Path

told = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))
wanted = [
    *told["build-system"]["requires"],
    *told["project"]["dependencies"],
    *(one for extra in told["project"]["optional-dependencies"].values() for one in extra),
    *told["dependency-groups"]["test"],
]
for one in wanted:
    if not one.startswith("baremo["):
        print(one.replace(">=", "=="))
