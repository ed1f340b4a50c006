"""Charts as vector pictures: alike each time, in the reader's language, sharp on paper."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from pilots.evidence import Assessment, WorkDone
from pilots.language import speaking
from pilots.reports import vector
from pilots.reports.blocks import Chart
from pilots.reports.vector import CannotDraw, Renderer, number_ids, prefix_ids, with_label
from pilots.screens.kit.reports import figures
from tests.support.pictures import DONE, MOVED


def figure(of: Assessment | WorkDone, language: Any = "nl") -> dict[str, Any]:
    with speaking(language):
        return figures.on_paper(Chart(of, "alt"))


def drawn(of: Assessment | WorkDone, language: Any = "nl") -> str:
    return vector.renderer.svg(figure(of, language), figures.WIDTH, 340)


def test_a_chart_is_drawn_alike_each_time_in_the_readers_language() -> None:
    dutch, english, squares = drawn(MOVED), drawn(MOVED, "en"), drawn(DONE)
    assert dutch == drawn(MOVED)
    assert squares == drawn(DONE)
    assert "mrt 2026" in dutch
    assert "Mar 2026" in english
    assert "Streefwaarde 40 buren" in dutch
    for svg in (dutch, english, squares):
        assert ElementTree.fromstring(svg).attrib["viewBox"] == f"0 0 {figures.WIDTH} 340"
        assert "<image" not in svg  # no dots: it stays sharp
        assert not re.search(r"https?://(?!www\.w3\.org)", svg)
    assert len(re.findall(r"fill: rgb\(47, 120, 183\)", squares)) == 1  # the darkest is one


def test_ids_that_were_made_up_are_numbered_and_nothing_else_is_touched() -> None:
    svg = (
        '<svg><defs id="defs-a1b2c3"/><clipPath id="clipa1b2c3xy"/>'
        '<g clip-path="url(#clipa1b2c3xy)" class="trace scatter trace0f0f0f"/>'
        '<clipPath id="clipd4e5f6"/><text>a1b2c3 tracey</text></svg>'
    )
    other = svg.replace("s-a1b2c3", "s-99aa00").replace("clipa1b2c3", "clip99aa00")
    other = other.replace("0f0f0f", "abcdef")
    assert number_ids(svg) == number_ids(other)
    assert "<text>a1b2c3 tracey</text>" in number_ids(svg)
    assert 'id="clip2"' in number_ids(svg) or 'id="clip1"' in number_ids(svg)


def test_pictures_on_one_page_have_ids_of_their_own() -> None:
    svg = (
        '<svg><clipPath id="c"/><g clip-path="url(#c)"/><g clip-path="url(&quot;#c&quot;)"/></svg>'
    )
    first, second = (prefix_ids(svg, n) for n in (1, 2))
    assert first == (
        '<svg><clipPath id="p1-c"/><g clip-path="url(#p1-c)"/>'
        '<g clip-path="url(&quot;#p1-c&quot;)"/></svg>'
    )
    assert second == first.replace("p1", "p2")


def test_a_picture_is_read_aloud_with_its_words() -> None:
    said = with_label('<svg width="1"><g/></svg>', 'Van "6" naar <40>')
    assert said == (
        '<svg width="1" role="img" aria-label="Van &quot;6&quot; naar &lt;40&gt;"><g/></svg>'
    )


def test_squares_are_where_the_numbers_are_and_the_darker_the_more() -> None:
    made = figure(DONE)
    squares = {
        (round((it["x0"] + it["x1"]) / 2), round((it["y0"] + it["y1"]) / 2)): it["fillcolor"]
        for it in made["layout"]["shapes"]
    }
    assert set(squares) == {(0, 0), (2, 0), (1, 1)}
    assert squares[0, 0] == "#2f78b7"
    assert squares[0, 0] < squares[2, 0] < squares[1, 1]
    assert [trace["type"] for trace in made["data"]] == ["scatter"]


# --- without a browser, or with one that fails -----------------------------------------------


def test_where_there_is_no_browser_nothing_is_drawn_and_nothing_hangs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(vector, "find_browser", lambda: None)
    with pytest.raises(CannotDraw):
        Renderer().svg(figure(MOVED), 100, 100)


def test_a_browser_that_does_not_start_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vector, "find_browser", lambda: "/nowhere/chromium")
    alone = Renderer()
    with pytest.raises(CannotDraw):
        alone.svg(figure(MOVED), 100, 100)
    alone.close()


def test_a_browser_that_is_gone_is_started_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    tries: list[int] = []

    def once_gone(self: Renderer, figure: Mapping[str, Any], width: int, height: int) -> str:
        tries.append(width)
        if len(tries) == 1:
            raise BrokenPipeError
        return "<svg/>"

    monkeypatch.setattr(Renderer, "_drawn", once_gone)
    assert Renderer().svg(figure(MOVED), 100, 100) == "<svg/>"
    assert tries == [100, 100]


def test_the_browser_is_the_one_that_is_named_or_else_on_the_path_or_playwrights_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHROMIUM", "/opt/named")
    assert vector.find_browser() == "/opt/named"
    monkeypatch.delenv("CHROMIUM")
    own = tmp_path / "chromium-1200" / "chrome-linux64" / "chrome"
    own.parent.mkdir(parents=True)
    own.touch()
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path))
    monkeypatch.setattr(vector.shutil, "which", {"google-chrome": "/usr/bin/it"}.get)
    monkeypatch.setattr(vector, "INSTALLED", ())
    assert vector.find_browser() == "/usr/bin/it"
    monkeypatch.setattr(vector.shutil, "which", lambda name: None)
    assert vector.find_browser() == str(own)
    own.unlink()
    assert vector.find_browser() is None
