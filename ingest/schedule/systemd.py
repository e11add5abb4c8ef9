"""A service, the timer that starts it, and the service that tells of its failure (systemd.service(5) and .timer(5)).

The timer is persistent: what was missed while the machine was off is made up for. The service may write the store's
folder and nothing else (systemd.exec(5)).
"""

from __future__ import annotations

from ingest.schedule.plan import Plan, Unit

_HARDENING = """\
NoNewPrivileges=yes
ProtectSystem=strict
ProtectHome=read-only
ProtectClock=yes
ProtectHostname=yes
ProtectControlGroups=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
PrivateDevices=yes
LockPersonality=yes
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
SystemCallArchitectures=native
CapabilityBoundingSet=
UMask=0027
"""
_MAILING = '"$0" "$@" | mail -s "peerplan: a refresh failed" -- "$MAIL_TO"'


def write(plan: Plan) -> tuple[Unit, ...]:
    """Return service, timer and the service that tells of failure."""
    return (
        Unit("peerplan-refresh.service", _write_service(plan)),
        Unit("peerplan-refresh.timer", _write_timer(plan)),
        Unit("peerplan-failed.service", _write_failed(plan)),
    )


def _write_service(plan: Plan) -> str:
    return f"""\
[Unit]
Description=Refresh the peer challenge documents of {_specified(str(plan.store))}
Wants=network-online.target
After=network-online.target
OnFailure=peerplan-failed.service

[Service]
Type=oneshot
ExecStart={_command(plan.refresh)}
TimeoutStartSec=12h
TimeoutStopSec=30s
Nice=10
{_write_walls(plan)}ReadWritePaths={_word(str(plan.folder))}
"""


def _write_timer(plan: Plan) -> str:
    return f"""\
[Unit]
Description=Refresh peer challenge documents every day

[Timer]
OnCalendar=*-*-* {plan.hour:02}:{plan.minute:02}:00
RandomizedDelaySec=15min
Persistent=true

[Install]
WantedBy=timers.target
"""


def _write_failed(plan: Plan) -> str:
    words, mail = plan.tell, ""
    if plan.mail:
        words, mail = ("/bin/sh", "-c", _MAILING, *plan.tell), f"Environment={_word(f'MAIL_TO={plan.mail}')}\n"
    return f"""\
[Unit]
Description=Tell of a refresh that failed

[Service]
Type=oneshot
{mail}ExecStart={_command(words)}
{_write_walls(plan) if not plan.mail else _user(plan)}"""


def _write_walls(plan: Plan) -> str:
    """Return user and walls; a folder for temporary files of its own would hide a store that lies there."""
    is_temporary = plan.folder.is_relative_to("/tmp") or plan.folder.is_relative_to("/var/tmp")  # noqa: S108
    private = "" if is_temporary else "PrivateTmp=yes\n"
    folder = f"WorkingDirectory={_specified(str(plan.folder))}\n"
    return f"{_user(plan)}{folder}{private}{_HARDENING}"


def _user(plan: Plan) -> str:
    return f"User={_specified(plan.user)}\n" if plan.user else ""


def _command(words: tuple[str, ...]) -> str:
    first, *rest = words
    # In the first word systemd resolves no variables, and so no doubled signs.
    program = ["/usr/bin/env", first] if "$" in first else [first]
    return " ".join([_word(program[0]), *(_word(word).replace("$", "$$") for word in (*program[1:], *rest))])


def _word(word: str) -> str:
    r"""Return one word of a list in quotes.

    >>> print(_word('/srv/100% "good"/a\\b'))
    "/srv/100%% \"good\"/a\\b"
    """
    quoted = _specified(word).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{quoted}"'


def _specified(word: str) -> str:
    return word.replace("%", "%%")
