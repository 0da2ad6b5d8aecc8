"""Long work in the background, with its progress as events; one at a time, as the workspace has one writer."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Condition, Lock, Thread

from generators.outputs.run import ProgressBar
from generators.problems import DubanError, Problem, UsageError, error
from generators.report import Report

_MOST = 30  # finished jobs whose reports can still be looked at
_BEAT = 15.0  # seconds after which a waiting browser hears from us, so that nobody on the way gives it up
Work = Callable[[ProgressBar], Report]


class CancelledError(KeyboardInterrupt):
    """The clerk stopped the work. What a command leaves then is as if it had been killed: run again, it is finished."""


class Job:
    """One piece of work: its title, where its page leads back to, how far it is, and in the end its report."""

    def __init__(self, title: str, back: str) -> None:
        self.key = secrets.token_urlsafe(12)
        self.title = title
        self.back = back
        self.total = 0
        self.done = 0
        self.state = "running"
        self.report: Report | None = None
        self.problems: tuple[Problem, ...] = ()
        self._changed = Condition()
        self._is_cancelled = False

    def run(self, work: Work) -> None:
        """Do the work. An error that no verb reports is a bug: it is raised in this thread, and the job has failed."""
        state = "failed"
        try:
            self.report = work(self._progress)
            state = "done"
        except DubanError as fault:
            self.problems = tuple(fault.problems)
        except OSError as fault:
            self.problems = (error(f"“{fault.filename}”读不了或写不进去", "检查路径、权限和磁盘空间"),)
        except CancelledError:
            state = "cancelled"
        finally:
            self._change(state=state)

    @contextmanager
    def _progress(self, total: int = 0) -> Iterator[Callable[[], object]]:
        self._change(total=total)
        yield self._advance
        self._change(total=self.done)

    def _advance(self) -> None:
        self._change(done=self.done + 1)
        if self._is_cancelled:
            raise CancelledError

    def _change(self, **values: object) -> None:
        with self._changed:
            for name, value in values.items():
                setattr(self, name, value)
            self._changed.notify_all()

    def cancel(self) -> None:
        """Stop the work at its next step."""
        self._is_cancelled = True

    @property
    def is_running(self) -> bool:
        """Whether it has not come to its end."""
        return self.state == "running"

    def wait(self, seconds: float) -> bool:
        """Wait for the end. Returns whether it came."""
        with self._changed:
            return self._changed.wait_for(lambda: not self.is_running, seconds)

    def events(self) -> Iterator[str]:
        """Server-sent events: each change of progress, and the end."""
        shown: tuple[str, int, int] = ("", 0, 0)
        while shown[0] in ("", "running"):
            shown = self._next(shown)
            yield f"data: {json.dumps(dict(zip(('state', 'done', 'total'), shown, strict=True)))}\n\n"

    def _next(self, shown: tuple[str, int, int]) -> tuple[str, int, int]:
        """How it stands when that is something else than what was shown, or after a while."""
        with self._changed:
            self._changed.wait_for(lambda: self._standing() != shown, _BEAT)
            return self._standing()

    def _standing(self) -> tuple[str, int, int]:
        return self.state, self.done, self.total


class Jobs:
    """The jobs of this run of the page."""

    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}
        self._starting = Lock()

    def start(self, title: str, back: str, work: Work) -> Job:
        """Start work in the background. Raises UsageError while another one is running."""
        with self._starting:
            if running := self.running():
                raise UsageError(error(f"“{running.title}”正在进行，一次只做一件", "等它做完，或在它的页面上停下它"))
            job = Job(title, back)
            self._jobs[job.key] = job
            for key in list(self._jobs)[:-_MOST]:
                del self._jobs[key]
        Thread(target=job.run, args=(work,), daemon=True, name=title).start()
        return job

    def of(self, key: str) -> Job | None:
        """A job by its key."""
        return self._jobs.get(key)

    def running(self) -> Job | None:
        """The job that is running, if any."""
        return next((job for job in self._jobs.values() if job.is_running), None)
