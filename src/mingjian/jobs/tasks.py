"""The few slow jobs, in procrastinate's queue: by schedule, retried, never twice at once."""

from __future__ import annotations

from procrastinate import JobContext
from procrastinate.contrib.django import app

from mingjian.jobs.schedule import start_due_plans
from mingjian.office.audit.check_log import check_and_note
from mingjian.office.cases.enter_publications import enter_publications
from mingjian.office.cases.lapse import lapse_preservations
from mingjian.office.measures.reminders import remind_silent
from mingjian.office.people.limit_attempts import forget_attempts
from mingjian.office.registry.compare_registers import compare_all_registers
from mingjian.records import clock

STALLED = 600
"""Seconds without a sign of life after which a job is taken to have died with its worker."""


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="start_due_plans", lock="start_due_plans")
def start_plans(timestamp: int) -> int:
    """Start the patrol plans that are due."""
    del timestamp
    return start_due_plans(at=clock.now())


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="remind", lock="remind")
def remind_executors(timestamp: int) -> int:
    """Remind the executors of letters that were not answered in time, or escalate them."""
    del timestamp
    return remind_silent(at=clock.now())


@app.periodic(cron="20 2 * * *")
@app.task(queueing_lock="compare_registers", lock="compare_registers")
def compare_registers(timestamp: int) -> int:
    """Look at the registers of every filed site: what changed hands, runs out or serves another owner."""
    del timestamp
    return compare_all_registers(at=clock.now())


@app.periodic(cron="7 * * * *")
@app.task(queueing_lock="lapse_preservations", lock="lapse_preservations")
def lift_preservations(timestamp: int) -> int:
    """Record the lifting of preservations whose days are over."""
    del timestamp
    return lapse_preservations(at=clock.now())


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="enter_publications", lock="enter_publications")
def note_publications(timestamp: int) -> int:
    """Enter published decisions, and those taken back, as steps of their cases."""
    del timestamp
    return enter_publications(at=clock.now())


@app.periodic(cron="15 3 * * *")
@app.task(queueing_lock="check_log", lock="check_log")
def recompute_log(timestamp: int) -> bool:
    """Recompute every leaf and the root of the log, and note whether they agree."""
    del timestamp
    return check_and_note(at=clock.now())


@app.periodic(cron="30 3 * * *")
@app.task(queueing_lock="forget_attempts", lock="forget_attempts")
def forget_old_attempts(timestamp: int) -> int:
    """Delete the counts of attempts from outside that are older than a day."""
    del timestamp
    return forget_attempts(at=clock.now())


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="retry_stalled", lock="retry_stalled", pass_context=True)
async def retry_stalled(context: JobContext, timestamp: int) -> None:
    """Take up again the jobs of workers that died."""
    del timestamp
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED):
        await manager.retry_job(job)
