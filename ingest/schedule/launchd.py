"""A property list for macOS (launchd.plist(5)), which makes up for what was missed while the machine slept."""

from __future__ import annotations

import plistlib
import shlex

from ingest.schedule.plan import Plan, Unit

LABEL = "org.peerplan.refresh"
# launchd has no hook for failure: the shell that calls the program tells what became of the run.
_CALL = 'said=$1; shift; "$@" || { status=$?; eval "$said"; exit $status; }'


def write(plan: Plan) -> tuple[Unit, ...]:
    """Return the agent's property list."""
    tell = shlex.join(plan.tell)
    if plan.mail:
        tell += f" | mail -s 'peerplan: a refresh failed' {shlex.quote(plan.mail)}"
    log = str(plan.store.with_name(f"{plan.store.name}.log"))
    told = {
        "Label": LABEL,
        "ProgramArguments": ["/bin/sh", "-c", _CALL, "peerplan", tell, *plan.refresh],
        "WorkingDirectory": str(plan.folder),
        "StartCalendarInterval": {"Hour": plan.hour, "Minute": plan.minute},
        "StandardOutPath": log,
        "StandardErrorPath": log,
        "ProcessType": "Background",
        "LowPriorityIO": True,
        "Umask": 0o027,
    }
    return (Unit(f"{LABEL}.plist", plistlib.dumps(told).decode("utf-8")),)
