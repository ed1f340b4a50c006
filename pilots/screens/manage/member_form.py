"""The form that invites a member, or changes their name and last day of access."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from pilots.access import Permission
from pilots.language import _
from pilots.queries import access, portfolio
from pilots.queries.access import MemberRow
from pilots.screens.kit import answers, flash, markup, session
from pilots.screens.kit.forms import autosave, conflicts, forms, submitting
from schemas import Member, Role

ALL = ""
"""The choice of all pilots, where one is chosen: no pilot has this id."""


def open_invite() -> None:
    """Open the form for somebody new."""
    fieldset = forms.Fieldset(Member, only=("name", "email", "until"))
    _open("invite", _("Invite somebody"), lambda: fieldset)


def open_change(row: MemberRow) -> None:
    """Open the form for a member. Another e-mail address or pilot is another invitation."""
    key = f"member.{row['id']}"
    _open(key, markup.escape(display_name(row)), lambda: _changed(key, row["id"]), row["pilot"])


def _changed(key: str, member_id: str) -> forms.Fieldset:
    fieldset = forms.fieldset_to_change(key, Member, member_id, only=("name", "until"))
    if fieldset is None:
        st.rerun()
    return fieldset


def display_name(row: MemberRow) -> str:
    """The name of a member, or their e-mail address where only that is known."""
    return str(row["name"] or row["email"])


def role_of(row: MemberRow) -> str:
    return _(Role(row["role"]).label)


def _open(
    key: str, title: str, fieldset: Callable[[], forms.Fieldset], pilot_id: str | None = None
) -> None:
    def draw_form() -> list[str]:
        _draw(forms.as_opened(key, [fieldset()], pilot_id))
        return forms.saved(key)

    forms.open_dialog(key, title, draw_form)


def _draw(form: forms.Form) -> None:
    key, (fieldset,) = form.key, form.fieldsets
    with st.container(width=forms.WIDTH, key=f"{key}.{autosave.token(key)}"):
        autosave.resumed_notice(key)
        role = _role_input(form)
        if not fieldset.id and role is not Role.ADMINISTRATOR:
            _pilot_input(form)
        forms.draw_fieldset(form, 0)
        forms.draw_problems(form)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(
                _("Save") if fieldset.id else _("Invite"),
                type="primary",
                icon=":material/check:",
                key=f"{key}.{autosave.token(key)}.submit",
                shortcut=None if markup.on_phone() else "Ctrl+Enter",
                on_click=submit,
                args=(form,),
            )
            autosave.saved_notice(key)


# --- inputs that a form made from the schema does not have ----------------------------------


def _role_input(form: forms.Form) -> Role:
    """The role, with what it means. Only an administrator can make another, for all pilots."""
    (fieldset,) = form.fieldsets
    everywhere = not fieldset.id or form.pilot_id is None
    roles = [
        role
        for role in Role
        if role is not Role.ADMINISTRATOR
        or (everywhere and session.allowed(Permission.ADMINISTER))
    ]
    words = {str(role): _(role.label) for role in roles}
    chosen = st.radio(
        _("Role"),
        list(words),
        index=roles.index(Role(fieldset.start.get("role", Role.TEAM))),
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


def _pilot_input(form: forms.Form) -> None:
    names = answers.for_viewer(portfolio.names)
    labels = {id: label for id, label in names.items() if session.allowed(Permission.MANAGE, id)}
    if session.allowed(Permission.MANAGE):
        labels[ALL] = _("All pilots, including future ones")
    st.selectbox(
        _("{field} (required)", field=_("Pilot")),
        list(labels),
        # Access to all pilots is a choice, never the default.
        index=0 if len(labels) == 1 else None,
        format_func=lambda id: labels.get(id, id),
        placeholder=_("Choose"),
        key=f"{form.key}.pilot",
    )


# --- recording ------------------------------------------------------------------------------


@flash.callback
def submit(form: forms.Form) -> None:
    """Record the member that the form holds: a callback."""
    member, problems = _validate(form)
    problems += conflicts.problems(form)
    lines = None
    if member and not problems:
        member_ids = {row["id"] for row in answers.for_viewer(access.members)}
        lines, problems = submitting.record(form, [member])
        if lines:
            _confirm(member, member.id in member_ids, lines[0].seq)
            st.session_state[f"saved.{form.key}"] = [member.id]
    form.set_problems(problems)
    if lines:
        autosave.discard(form.key)


def _validate(form: forms.Form) -> tuple[Member | None, list[forms.Problem]]:
    (fieldset,) = form.fieldsets
    role = Role(st.session_state[f"{form.key}.role"])
    pilot_id = form.pilot_id
    if not fieldset.id and role is not Role.ADMINISTRATOR:
        pilot_id = st.session_state[f"{form.key}.pilot"]
        if pilot_id is None:
            return None, [forms.Problem(None, "", _("Choose a pilot, or all of them."))]
    with_role = replace(fieldset, start={**fieldset.start, "role": role})
    written, problems = forms.validate(
        replace(form, fieldsets=[with_role], pilot_id=pilot_id or None)
    )
    member = written[0] if written else None
    if not isinstance(member, Member):
        return None, problems
    if member.email == session.viewer().email:
        own = _("This is your own address. Somebody else can change what you may do.")
        return None, [forms.Problem(0, "email", own)]
    return _with_known_id(member), problems


def _with_known_id(member: Member) -> Member:
    """Somebody who is a member of this pilot already is changed, not invited twice."""
    for row in answers.for_viewer(access.members):
        if (row["email"], row["pilot"]) == (member.email, member.pilot):
            return member.model_copy(update={"id": row["id"]})
    return member


def _confirm(member: Member, was_member: bool, seq: int) -> None:
    name, role = member.name, _(member.role.label)
    if was_member:
        flash.say(_("{name} now has the role {role}.", name=name, role=role), seq)
    else:
        flash.say(_("{name} is invited, with the role {role}.", name=name, role=role), seq)
