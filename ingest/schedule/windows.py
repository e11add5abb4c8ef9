"""A task for the Windows Task Scheduler (schema 1.2). Nobody has tried it on Windows yet."""

from __future__ import annotations

from subprocess import list2cmdline
from xml.sax.saxutils import escape

from ingest.schedule.plan import Plan, Unit

NAMESPACE = "http://schemas.microsoft.com/windows/2004/02/mit/task"


def write(plan: Plan) -> tuple[Unit, ...]:
    """Return the task's XML."""
    program, *rest = plan.refresh
    text = f"""\
<?xml version="1.0"?>
<!-- Untested: nobody has tried this on Windows yet. -->
<Task version="1.2" xmlns="{NAMESPACE}">
  <RegistrationInfo><Description>Refresh peer challenge documents every day</Description></RegistrationInfo>
  <Triggers>
    <CalendarTrigger>
      <StartBoundary>2025-01-01T{plan.hour:02}:{plan.minute:02}:00</StartBoundary>
      <RandomDelay>PT15M</RandomDelay>
      <ScheduleByDay><DaysInterval>1</DaysInterval></ScheduleByDay>
    </CalendarTrigger>
  </Triggers>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <StartWhenAvailable>true</StartWhenAvailable>
    <RunOnlyIfNetworkAvailable>true</RunOnlyIfNetworkAvailable>
    <ExecutionTimeLimit>PT12H</ExecutionTimeLimit>
    <Priority>8</Priority>
  </Settings>
  <Actions>
    <Exec>
      <Command>{escape(program)}</Command>
      <Arguments>{escape(list2cmdline(rest))}</Arguments>
      <WorkingDirectory>{escape(str(plan.folder))}</WorkingDirectory>
    </Exec>
  </Actions>
</Task>
"""
    return (Unit("peerplan-refresh.xml", text),)
