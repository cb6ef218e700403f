"""The queue: its tables, putting jobs into it, and asking how far one is.

The library takes a second to import, so only who puts something into the queue waits for it.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from sqlmodel import Session

if TYPE_CHECKING:
    from dbos import DBOSClient, WorkflowHandle

JobStatus = Literal["queued", "running", "done", "failed", "unknown"]
Plain = str | int | float | bool | None

APPLICATION = "etready"
QUEUE = "etready"
# Fixed by hand: a job enqueued before an upgrade is taken up by the workers after it.
VERSION = "1"
STATUS_OF: dict[str, JobStatus] = {
    "ENQUEUED": "queued",
    "DELAYED": "queued",
    "PENDING": "running",
    "SUCCESS": "done",
}
ENDED = ("SUCCESS", "ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED")
AT_A_TIME = 500

_clients: dict[str, DBOSClient] = {}
_opening = threading.Lock()


def prepare(url: str) -> None:
    """Make or update the queue's own tables, beside the application's; run before the first `enqueue`."""
    from dbos import DBOS

    logging.getLogger("dbos").setLevel(logging.WARNING)
    DBOS.migrate(url)


def enqueue(session: Session, name: str, arguments: Mapping[str, Plain]) -> str:
    """Put a job into the queue when the session's transaction commits, and not at all if it is rolled back.

    Returns the job's identity.
    """
    handle: WorkflowHandle[None] = _client(session).enqueue_in_transaction(
        session,
        {"queue_name": QUEUE, "workflow_name": name, "app_version": VERSION},
        **arguments,
    )
    return handle.get_workflow_id()


def status(session: Session, job: str) -> JobStatus:
    """How far a job is; one that is not known, or not committed, is `unknown`."""
    found = _client(session).list_workflows(workflow_ids=[job], load_input=False, load_output=False)
    return STATUS_OF.get(found[0].status, "failed") if found else "unknown"


def forget_finished(session: Session, before: datetime) -> int:
    """Delete what the queue keeps of jobs that ended before the moment; how many there were."""
    client, forgotten = _client(session), 0
    while found := client.list_workflows(
        status=list(ENDED),
        completed_before=before.isoformat(),
        limit=AT_A_TIME,
        load_input=False,
        load_output=False,
    ):
        client.delete_workflows([one.workflow_id for one in found])
        forgotten += len(found)
    return forgotten


def _client(session: Session) -> DBOSClient:
    """One client a database: it enqueues on the session's connection, and asks on its own."""
    from dbos import DBOSClient, DBOSPortableJSONSerializer

    url = session.get_bind().engine.url.render_as_string(hide_password=False)
    with _opening:
        if url not in _clients:
            _clients[url] = DBOSClient(
                system_database_url=url,
                serializer=DBOSPortableJSONSerializer(),
                application_name=APPLICATION,
                lazy=True,
            )
    return _clients[url]
