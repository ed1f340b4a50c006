"""Components of our own: small scripts beside what Streamlit draws."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest


def component(assets: Path, **options: Any) -> Callable[..., Any]:
    """The component of a folder, from its files `<name>.js` and `<name>.css`; the folder is
    called `<name>_assets`.

    The page runs no script that stands in no file (CSP). Streamlit takes files from the manifest
    of an installed package; this makes such a manifest. `options` are further options of
    `st.components.v2.component`.
    """
    name = assets.name.removesuffix("_assets")
    manager = get_bidi_component_manager()
    if manager.get_component_asset_root(f"{_package(name)}.{name}") is None:
        manifest = ComponentManifest(
            _package(name), "1", [ComponentConfig(name, asset_dir=assets.name)]
        )
        manager.register_from_manifest(manifest, assets.parent)
    return _created(name, **options)


def _package(name: str) -> str:
    return f"pilots_{name}"


@cache
def _created(name: str, **options: Any) -> Callable[..., Any]:
    return st.components.v2.component(
        f"{_package(name)}.{name}", js=f"{name}.js", css=f"{name}.css", **options
    )
