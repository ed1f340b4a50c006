"""A half set up sign-in is no sign-in: what is checked, and that the example can be filled in."""

import tomllib
from typing import Any

import pytest

from pilots.signin.providers import DEFAULT, problem, providers
from tests.support import ROOT

EXAMPLE = ROOT / ".streamlit" / "secrets.toml.example"

ONE = {
    "client_id": "pilots",
    "client_secret": "secret",
    "server_metadata_url": "https://id.example.org/.well-known/openid-configuration",
}
SHARED = {
    "redirect_uri": "https://pilots.example.org/oauth2callback",
    "cookie_secret": "x" * 32,
}


def test_one_provider_needs_no_name() -> None:
    assert providers(SHARED | ONE) == (DEFAULT,)
    assert problem(SHARED | ONE) == ""


def test_each_provider_with_a_name_is_a_way_in() -> None:
    auth = SHARED | {"microsoft": ONE, "google": ONE}
    assert providers(auth) == ("microsoft", "google")
    assert problem(auth) == ""


@pytest.mark.parametrize(
    ("wrong", "because"),
    [
        ({}, "no provider"),
        (ONE | {"cookie_secret": ""}, "cookie_secret"),
        (ONE | {"cookie_secret": "x" * 31}, "cookie_secret"),
        (ONE | {"redirect_uri": "https://pilots.example.org/"}, "oauth2callback"),
        (ONE | {"redirect_uri": "http://pilots.example.org/oauth2callback"}, "https"),
        (ONE | {"client_secret": ""}, "lacks client_secret"),
        ({"client_id": "pilots"}, "lacks client_secret, server_metadata_url"),
        ({"google": {"client_id": "pilots"}}, "google lacks"),
        ({"my_own": ONE}, "underscore"),
        *(
            (
                {
                    "microsoft": ONE
                    | {
                        "server_metadata_url": "https://login.microsoftonline.com/"
                        f"{shared}/v2.0/.well-known/openid-configuration"
                    }
                },
                "tenant",
            )
            for shared in ("common", "organizations", "Consumers")
        ),
    ],
)
def test_what_could_not_be_trusted_lets_nobody_in(wrong: dict[str, Any], because: str) -> None:
    assert because in problem(SHARED | wrong)


def test_a_section_without_anything_in_it_is_no_sign_in() -> None:
    assert problem({})


def test_on_this_machine_it_can_be_tried_without_https() -> None:
    assert not problem(SHARED | ONE | {"redirect_uri": "http://localhost:8501/oauth2callback"})


def test_the_example_asks_for_what_it_leaves_open_and_then_works() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    auth = tomllib.loads(text)["auth"]
    assert "cookie_secret" in problem(auth)
    filled = text.replace('cookie_secret = ""', f'cookie_secret = "{"x" * 48}"')
    assert "microsoft lacks" in problem(tomllib.loads(filled)["auth"])
    filled = filled.replace('client_id = ""', 'client_id = "1"')
    filled = filled.replace('client_secret = ""', 'client_secret = "2"')
    assert problem(tomllib.loads(filled)["auth"]) == ""
    google = "\n".join(
        line.removeprefix("# ") for line in filled.partition("# [auth.google]")[2].splitlines()
    )
    both = f"{filled}\n[auth.google]{google}"
    assert providers(tomllib.loads(both)["auth"]) == ("microsoft", "google")
    assert problem(tomllib.loads(both)["auth"]) == ""
