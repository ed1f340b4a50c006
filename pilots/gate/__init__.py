"""The front gate: what may come in, how often and how much, before Streamlit reads any of it."""
