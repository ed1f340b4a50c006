"""What screens and reports ask of the register. The SQL stands in the function that asks it.

A query takes a `Reader`, which knows how far its viewer may see, and gives typed rows: see
`rows`. It judges nothing: that is for `assessments` and `evidence`.
"""
