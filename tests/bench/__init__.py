"""How fast the tracker is, at several sizes, against floors measured in the same run.

    python -m tests.bench --entries 1000,1000000

Times drift on a machine that others use too, so what counts is a ratio: to the least that the
same thing can cost (a raw insert, Streamlit's own empty page), taken turn by turn.
"""
