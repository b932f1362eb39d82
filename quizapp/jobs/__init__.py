"""Work that takes longer than a request: a queue of jobs, and the threads that do them."""

from quizapp.jobs.queue import JobQueue

__all__ = ["JobQueue"]
