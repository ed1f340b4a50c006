"""The least a page with charts can be: `?charts=n` of them, each a line of 200 points."""

import math

import plotly.graph_objects as go
import streamlit as st

state = st.session_state
state.clicks = state.get("clicks", 0) + st.button("Click")
st.title(f"Title {state.clicks}")
for number in range(int(st.query_params.get("charts", "6"))):
    points = [math.sin(step / (number + 5)) for step in range(200)]
    st.plotly_chart(go.Figure(go.Scatter(y=points)), key=f"chart.{number}")
