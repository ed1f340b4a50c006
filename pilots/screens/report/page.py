"""Reports: what was published, for everybody who may read the pilot."""

import streamlit as st

from pilots.language import _
from pilots.screens.kit.reports import published

st.title(_("Which report do you want to read?"))
if chosen := published.chosen():
    published.show(chosen)
else:
    published.cards()
