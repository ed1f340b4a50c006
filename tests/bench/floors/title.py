"""The least a page can be: a title, and a button that changes it."""

import streamlit as st

state = st.session_state
state.clicks = state.get("clicks", 0) + st.button("Click")
st.title(f"Title {state.clicks}")
