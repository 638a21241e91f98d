"""The contract of a finished page: what keeps to it is read with the white space that a browser shows, else refused."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baremo.reporting.page import Unfit, classes, in_columns, read, runs, text

SECURITY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
HEAD = f'<!doctype html><html lang="en"><head><meta charset="utf-8"/><meta http-equiv="Content-Security-Policy" content="{SECURITY}"/>'
PAGE = HEAD + "<title>A page</title></head><body><main>%s</main></body></html>"
TABLE = "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>"


def page(body: str, html: str = PAGE, required: tuple[str, ...] = ()):
    return read(html.replace("%s", body), "a-page", date(2017, 3, 31), required)


def test_a_page_is_read_as_a_browser_shows_it() -> None:
    body = '<header><h1>  One\n <em> two </em>\u00a0 x</h1></header><p class="running">a<br/> b <span lang="es">c</span></p>'
    made = page(body, required=("One two",))
    assert (made.title, made.language, text(made.main[0][0])) == ("A page", "en", "One two \u00a0 x")
    assert made.running == ("One two \u00a0 x", "a\nb c")
    last = list(runs(made.main[1]))[-1]
    assert (last.text, last.language, classes(made.main[1])) == ("c", "es", ("running",))


REFUSED = {
    "page.xml": "<h1>a</h1><p>b<br>c</p>",
    "page.loose-text": "<h1>a</h1><div>b</div>",
    "page.unknown": "<h1>a</h1><div><blink></blink></div>",
    "page.not-in-line": "<h1>a</h1><p><b>c</b></p>",
    "page.language": '<h1>a</h1><p lang="Spanish!">c</p>',
    "page.attribute": '<h1 onclick="x()">a</h1>',
    "page.class": '<h1 class="A_b">a</h1>',
    "page.picture": '<h1>a</h1><img src="http://example.org/a.png" alt=""/>',
    "page.drawing": '<h1>a</h1><figure><svg viewBox="0 0 1 1"/></figure>',
    "page.table": TABLE.replace("<td>2</td>", "") + "<h1>a</h1>",
    "page.first-heading": "<h2>a</h2>",
    "page.level": "<h1>a</h1><h3>b</h3>",
    "page.id": '<h1 id="x">a</h1><p id="x">b</p>',
    "page.anchor": '<h1>a</h1><p><a href="#b">b</a></p>',
    "page.address": '<h1>a</h1><p><a href="javascript:alert(1)">b</a></p>',
    "page.empty": "<h1> </h1>",
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_breaks_the_contract_is_refused(what: str) -> None:
    with pytest.raises(Unfit) as fault:
        page(REFUSED[what])
    assert fault.value.what == what


@pytest.mark.parametrize(
    "body",
    [
        "<h1>a</h1>" + TABLE.replace("<td>", '<td rowspan="2">', 1),
        "<h1>a</h1><svg viewBox='0 0 1 1' aria-hidden='true'><script/></svg>",
    ],
)
def test_spans_and_scripts_are_refused(body: str) -> None:
    with pytest.raises(Unfit):
        page(body)


def test_a_head_of_its_own_and_a_header_that_says_too_little_are_refused() -> None:
    for html in (
        PAGE.replace("'none'", "*"),
        PAGE.replace("<title>", '<meta http-equiv="refresh" content="0"/><title>'),
    ):
        with pytest.raises(Unfit, match=r"page\.head"):
            page("<h1>a</h1>", html)
    with pytest.raises(Unfit, match=r"page\.required"):
        page("<header><h1>a</h1></header><div><p>hypothetical</p></div>", required=("hypothetical",))


@given(st.lists(st.integers(1, 12), min_size=1, max_size=8), st.integers(1, 4))
def test_a_grid_is_spread_over_columns_in_order_and_no_heading_ends_one(sizes: list[int], number: int) -> None:
    sections = (f"<section><h2>{i}</h2><ul>{'<li>x</li>' * size}</ul></section>" for i, size in enumerate(sizes))
    grid = page(f'<h1>a</h1><div class="grid">{"".join(sections)}</div>').main[1]
    columns = in_columns(grid, number)
    assert [row for column in columns for row in column] == [e for e in grid.iter() if e.tag in ("h2", "li")]
    assert len(columns) == number
    assert all(column[-1].tag == "li" for column in columns if column)
    heights = [sum(1.6 if row.tag == "h2" else 1 for row in column) for column in columns]
    assert max(heights) <= sum(heights) / number + 3.5
