"""Reports: what was published, for everybody who may read the pilot."""

import streamlit as st

from pilots.language import _
from pilots.screens.kit.reports import shelf

st.title(_("Which report do you want to read?"))
if chosen := shelf.chosen():
    shelf.show(chosen)
else:
    shelf.all_of_them()
