"""The form that lets somebody in, or lets them do something else than before."""

from dataclasses import replace

import streamlit as st

from pilots.access import Verb
from pilots.errors import TrackerError
from pilots.language import _
from pilots.queries import access, portfolio
from pilots.queries.access import MemberRow
from pilots.screens.kit import answers, flash, markup, session
from pilots.screens.kit.forms import drafting, forms
from schemas import Member, Role

ALL = ""
"""What stands for all pilots where one is chosen: no pilot has this id."""

Row = MemberRow
"""A member, as `queries.access.members` gives it."""


def invite() -> None:
    """Open the form for somebody new, over the page."""
    _open("invite", _("Invite somebody"), forms.Part(Member, only=("name", "email", "until")))


def change(row: Row) -> None:
    """Open the form for a member. Another address, or another pilot, is another invitation."""
    known = {name: value for name, value in row.items() if value is not None}
    start = {name: known[name] for name in Member.fields() if name in known}
    part = forms.Part(Member, start=start, id=row["id"], only=("name", "until"))
    _open(f"member.{row['id']}", markup.escape(called(row)), part, row["pilot"])


def called(row: Row) -> str:
    return str(row["name"] or row["email"])


def role_of(row: Row) -> str:
    return _(Role(row["role"]).label)


def _open(key: str, title: str, part: forms.Part, pilot_id: str | None = None) -> None:
    forms.open_anew(key)

    @st.dialog(title, width="medium")
    def show_form() -> None:
        session.start_fragment()
        _draw(forms.Form(key, [part], pilot_id))
        if forms.saved(key):
            st.rerun()

    show_form()


def _draw(form: forms.Form) -> None:
    key, (part,) = form.key, form.parts
    with st.container(width=forms.WIDTH, key=f"{key}.{drafting.token(key)}"):
        drafting.say_resumed(key)
        role = _ask_role(form)
        if not part.id and role is not Role.ADMINISTRATOR:
            _ask_pilot(form)
        forms.draw_part(form, 0)
        for problem in st.session_state.get(f"problems.{key}", ()):
            st.error(markup.escape(problem.sentence), icon=":material/error:")
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(
                _("Save") if part.id else _("Invite"),
                type=markup.foremost(),
                icon=":material/check:",
                key=f"{key}.{drafting.token(key)}.submit",
                shortcut=None if markup.on_phone() else "Ctrl+Enter",
                on_click=let_in,
                args=(form,),
            )
            drafting.say_kept(key)


# --- what the schema's own form does not ask ------------------------------------------------


def _ask_role(form: forms.Form) -> Role:
    """The role, with what it means. An administrator is one everywhere, and made by another."""
    (part,) = form.parts
    everywhere = not part.id or form.pilot is None
    roles = [
        role
        for role in Role
        if role is not Role.ADMINISTRATOR or (everywhere and session.allowed(Verb.ADMINISTER))
    ]
    words = {str(role): _(role.label) for role in roles}
    chosen = st.radio(
        _("Role"),
        list(words),
        index=roles.index(Role(part.start.get("role", Role.TEAM))),
        format_func=words.__getitem__,
        captions=[meaning(role) for role in roles],
        key=f"{form.key}.role",
    )
    return Role(chosen)


def meaning(role: Role) -> str:
    """What somebody with this role may do, in a line."""
    match role:
        case Role.LEAD:
            return _(
                "Does what the team does; also gives people access, publishes reports and "
                "erases people’s data."
            )
        case Role.TEAM:
            return _("Sees everything, with names, and writes down what happens.")
        case Role.FUNDER:
            return _("Sees how pilots are doing and what was published, without names.")
        case Role.ADMINISTRATOR:
            return _("Does all this in every pilot, and decides who else is an administrator.")


def _ask_pilot(form: forms.Form) -> None:
    names = answers.for_viewer(portfolio.names)
    labels = {id: label for id, label in names.items() if session.allowed(Verb.ANSWER_FOR, id)}
    if session.allowed(Verb.ANSWER_FOR):
        labels[ALL] = _("All pilots, including future ones")
    st.selectbox(
        _("{field} (required)", field=_("Pilot")),
        list(labels),
        # To let somebody in everywhere is a choice, and no default.
        index=0 if len(labels) == 1 else None,
        format_func=lambda id: labels.get(id, id),
        placeholder=_("Choose"),
        key=f"{form.key}.pilot",
    )


# --- writing it down ------------------------------------------------------------------------


@flash.callback
def let_in(form: forms.Form) -> None:
    """Record the member that the form holds: a callback."""
    member, problems = _check(form)
    if member and not problems:
        try:
            _record(form.key, member)
        except TrackerError as error:
            problems = [forms.Problem(None, "", str(error))]
    st.session_state[f"problems.{form.key}"] = problems
    if not problems:
        drafting.done(form.key)


def _check(form: forms.Form) -> tuple[Member | None, list[forms.Problem]]:
    (part,) = form.parts
    role = Role(st.session_state[f"{form.key}.role"])
    pilot = form.pilot
    if not part.id and role is not Role.ADMINISTRATOR:
        pilot = st.session_state[f"{form.key}.pilot"]
        if pilot is None:
            return None, [forms.Problem(None, "", _("Choose a pilot, or all of them."))]
    whole = replace(part, start={**part.start, "role": role})
    written, problems = forms.check(replace(form, parts=[whole], pilot=pilot or None))
    member = written[0] if written else None
    if not isinstance(member, Member):
        return None, problems
    if member.email == session.viewer().email:
        own = _("This is your own address. Somebody else can change what you may do.")
        return None, [forms.Problem(0, "email", own)]
    return _same(member), problems


def _same(member: Member) -> Member:
    """Who is there already is invited again by changing what they may do."""
    for row in answers.for_viewer(access.members):
        if (row["email"], row["pilot"]) == (member.email, member.pilot):
            return member.model_copy(update={"id": row["id"]})
    return member


def _record(key: str, member: Member) -> None:
    known = {row["id"] for row in answers.for_viewer(access.members)}
    (line,) = session.tracker().record(session.viewer(), member)
    st.session_state[f"saved.{key}"] = [line.subject]
    name, role = member.name, _(member.role.label)
    if member.id in known:
        flash.say(_("{name} now has the role {role}.", name=name, role=role), line.seq)
    else:
        flash.say(_("{name} is invited, with the role {role}.", name=name, role=role), line.seq)
