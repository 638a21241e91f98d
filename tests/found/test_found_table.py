"""Every row of what was found wrong names tests that there are."""

import ast
import re
from pathlib import Path

import pytest

HERE = Path(__file__).parent
TABLES = {
    "A": HERE / "test_found_in_sentences.py",
    "B": HERE / "test_found_in_days.py",
    "C": HERE / "test_found_in_use.py",
    "D": HERE / "test_found_in_messages.py",
}
ROWS = {
    "A": [f"A{n}" for n in range(1, 16)],
    "B": ["B1", "B2", "B3", "B3a", *(f"B{n}" for n in range(4, 10))],
    "C": [f"C{n}" for n in range(1, 9)],
    "D": [f"D{n}" for n in range(1, 17)],
}


def named_in(file: Path) -> set[str]:
    tree = ast.parse(file.read_text("utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")}


@pytest.mark.parametrize("table", TABLES)
def test_every_row_is_tested(table: str) -> None:
    doc = ast.get_docstring(ast.parse(TABLES[table].read_text("utf-8"))) or ""
    rows = {row: (what, where) for row, what, where in re.findall(r"(?m)^\| (\w+) \| ([^|]+) \| ([^|]+) \|$", doc)}
    rows.pop("row", None)
    assert list(rows) == ROWS[table]
    for row, (_, where) in rows.items():
        file = None
        for part in re.split(r"[;,] ", where.strip()):
            if part == "here":
                assert any(name.startswith(f"test_{row.lower()}_") for name in named_in(TABLES[table])), row
                continue
            path, _, name = part.partition("::")
            file = HERE.parent / path if path else file
            assert file is not None
            assert file.is_file(), (row, part)
            assert not name or name in named_in(file), (row, part)
