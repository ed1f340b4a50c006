"""The least a page with a table can be: 200 rows, made once."""

import streamlit as st


@st.cache_data
def rows() -> dict[str, list[object]]:
    return {
        "day": [f"2026-01-{n % 28 + 1:02}" for n in range(200)],
        "what": [f"Action {n}" for n in range(200)],
        "number": list(range(200)),
    }


state = st.session_state
state.clicks = state.get("clicks", 0) + st.button("Click")
st.title(f"Title {state.clicks}")
st.dataframe(rows(), hide_index=True)
