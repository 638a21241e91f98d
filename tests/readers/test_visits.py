"""The app in a real browser: every page checked by axe, narrow and wide, and coding with keys alone."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("flask", reason="the extra `app` is not installed: pip install 'baremo[app]'")
pytest.importorskip("waitress", reason="the extra `app` is not installed: pip install 'baremo[app]'")
from test_readers import HERE, module, reader
from visitor import served, serving

sys.path.append(str(HERE.parent / "app"))
from test_jobs import BASE, begin, code

REPORT = HERE.parent / "workspace" / "invented-report.txt"
FEW = ("/", "/m/guatemala", f"{BASE}/coder-a/q/collective.granted")

OTHERS = (
    *("/settings", "/speakers", "/speakers/watch", "/documents", "/documents/watch-2024", "/mechanisms/new"),
    *("/m/guatemala/findings/collective.granted", "/m/guatemala/who", "/m/guatemala/coding"),
    *("/m/guatemala/replies", "/m/guatemala/whatif?adopt=general-directive", "/m/guatemala/timeline"),
    *("/m/guatemala/plan?target=partial", "/compare?m=guatemala&m=mexico", "/check", "/releases"),
    *(f"{BASE}/coder-a", f"{BASE}/coder-a/q/institution.privacy", "/m/new-land"),
    "/m/guatemala/drafts/amnesty-2017/~",
    "/m/honduras/decisions?feature=participation.rule-consultation",
)


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_browser_shows_every_page_of_the_app_and_axe_finds_nothing(tmp_path: Path, language: str) -> None:
    node, chromium = reader("node", "apt-get install nodejs"), reader("chromium", "apt-get install chromium")
    module("axe-core/axe.min.js"), module("playwright-core")
    with served(tmp_path / "work") as (_, visitor):
        begin(visitor)
        head = b'--b\r\nContent-Disposition: form-data; name="file"; filename="report.txt"\r\n\r\n'
        body, kind = head + REPORT.read_bytes() + b"\r\n--b--\r\n", "multipart/form-data; boundary=b"
        assert visitor.ask("POST", "/documents/watch-2024/text", body, Content_Type=kind).status == 303
        code(visitor, "coder-a")
    draft = f"{BASE}/coder-a/q/collective.implemented"
    with serving(tmp_path / "work", language) as server:
        paths = (*FEW, *OTHERS) if language == "en" else FEW
        command = [node, str(HERE / "visit.mjs"), server.address, chromium, language, draft, *paths]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == []
