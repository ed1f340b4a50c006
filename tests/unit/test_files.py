"""Files with names in them: for the one browser that was offered them, and for a short while."""

from pilots.signin.downloads import LIFETIME, File, Offers, holder, offers
from tests.support.asgi import fetch

ANNA = {"_streamlit_user": "signed-by-the-server", "_streamlit_user_1": "the-rest", "theme": "x"}
DIRK = {"_streamlit_user": "another"}


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def minutes(words: str = "Notulen van het overleg: Bram kwam.") -> File:
    return File("notulen; één.md", "text/markdown", words.encode)


def test_a_browser_is_known_by_its_sign_in_and_by_nothing_else() -> None:
    assert holder(ANNA) == holder(ANNA | {"theme": "y"})
    assert len({holder(ANNA), holder(DIRK), holder({}), holder({"_streamlit_user_1": "x"})}) == 4


def test_a_page_that_is_drawn_again_offers_the_same_address() -> None:
    offered = Offers()
    first = offered.offer("anna", "notulen", minutes())
    assert offered.offer("anna", "notulen", minutes()) == first
    others = {offered.offer("bram", "notulen", minutes()), offered.offer("anna", "b", minutes())}
    assert len(others | {first}) == 3


def test_an_offer_ends_and_a_page_that_is_drawn_again_makes_it_last() -> None:
    clock = Clock()
    offered = Offers(clock)
    token = offered.offer("anna", "notulen", minutes()).rpartition("/")[2]
    clock.now = LIFETIME - 1
    offered.offer("anna", "notulen", minutes())
    clock.now = 2 * LIFETIME - 2
    assert offered.take("anna", token)
    clock.now = 2 * LIFETIME
    assert offered.take("anna", token) is None
    assert offered.offer("anna", "notulen", minutes()).rpartition("/")[2] != token


def test_the_oldest_offers_go_where_there_are_too_many() -> None:
    offered = Offers()
    tokens = [offered.offer("anna", str(n), minutes()).rpartition("/")[2] for n in range(600)]
    there = [token for token in tokens if offered.take("anna", token)]
    assert there == tokens[-len(there) :]
    assert len(there) == 500


def test_a_file_is_for_the_browser_that_was_offered_it() -> None:
    path = offers.offer(holder(ANNA), "notulen", minutes())
    half = {"_streamlit_user": ANNA["_streamlit_user"]}
    _status, _headers, nothing = fetch("/bestand/never-was", {})
    for cookies in (DIRK, {}, half):
        status, _headers, content = fetch(path, cookies)
        assert (status, content) == (404, nothing)
    status, headers, content = fetch(path, ANNA)
    assert (status, content) == (200, b"Notulen van het overleg: Bram kwam.")
    assert headers["content-disposition"] == (
        "attachment; filename*=UTF-8''notulen%3B%20%C3%A9%C3%A9n.md"
    )
    assert headers["cache-control"] == "private, no-store"


def test_where_nobody_signs_in_it_is_for_whoever_is_at_the_machine() -> None:
    path = offers.offer(holder({}), "notulen", minutes())
    assert fetch(path, {})[0] == 200
    assert fetch(path, ANNA)[0] == 404
