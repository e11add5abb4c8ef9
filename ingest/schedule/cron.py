"""A line for crontab(5). Cron mails what a command prints, and makes up for nothing that was missed."""

from __future__ import annotations

import shlex

from ingest.schedule.plan import Plan, Unit


def write(plan: Plan) -> tuple[Unit, ...]:
    """Return the lines of a user's crontab."""
    mail = f"MAILTO={plan.mail}\n" if plan.mail else ""
    tell = f"{{ status=$?; {_shell(plan.tell)}; exit $status; }}"
    # In a crontab a bare % ends the line.
    call = f"cd {shlex.quote(str(plan.folder))} && {_shell(plan.refresh)} || {tell}".replace("%", r"\%")
    return (Unit("peerplan.crontab", f"{mail}{plan.minute} {plan.hour} * * * {call}\n"),)


def _shell(words: tuple[str, ...]) -> str:
    return " ".join(map(shlex.quote, words))
