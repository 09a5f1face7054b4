"""The instances of one policy: no two threads use one at a time, and none is made as long as one is free.

A caller who had to wait makes a copy of the instance that came free, up to a limit. A copy is the memory of the other,
so nothing is parsed again, whichever thread asks.
"""

from __future__ import annotations

import os
import threading
import weakref
from typing import TYPE_CHECKING, TypeVar

from mailveil._error import MailveilError
from mailveil._module import Code, Instance

if TYPE_CHECKING:
    from collections.abc import Callable

Answer = TypeVar("Answer")


class Instances:
    """Lends instances to callers, one caller each."""

    def __init__(self, code: Code, first: Instance, most: int | None) -> None:
        self._code = code
        self._most = most or os.cpu_count() or 1
        self._free = [first]
        # Those on loan included.
        self._count = 1
        self._is_changing = False
        self._ended: MailveilError | None = None
        self._given = threading.Condition(threading.Lock())
        _all.add(self)

    def ask(self, work: Callable[[Instance], Answer]) -> Answer:
        """Work with an instance that nobody else works with."""
        instance = self._take()
        error: MailveilError | None = None
        try:
            return work(instance)
        except MailveilError as failure:
            error = failure
            raise
        finally:
            self._give_back(instance, error)

    def change(self, work: Callable[[Instance], object]) -> None:
        """Work with all instances: with one, and unless that is refused, with the others in the same way."""
        with self._given:
            self._wait_for(lambda: not self._is_changing)
            self._is_changing = True
            try:
                self._wait_for(lambda: len(self._free) == self._count)
            except BaseException:
                self._is_changing = False
                self._given.notify_all()
                raise
        try:
            self._change_all(work)
        finally:
            with self._given:
                self._is_changing = False
                self._given.notify_all()

    def close(self) -> None:
        """Forget all instances; whoever asks later is refused."""
        with self._given:
            self._end(MailveilError("freed", "this policy was closed", help="ask before `close()`, or parse again"))

    def _change_all(self, work: Callable[[Instance], object]) -> None:
        first, *others = self._free
        # Whatever goes wrong from here on, no instance stays that may differ from the first.
        self._free, self._count = [first], 1
        try:
            work(first)
        except MailveilError as error:
            kept = others if error.code == "instance-lost" else self._free + others
            self._free, self._count = kept, len(kept)
            if not kept:
                with self._given:
                    self._end(error)
            raise
        for instance in others:
            try:
                work(instance)
            except MailveilError:
                continue
            self._free.append(instance)
            self._count += 1

    def _take(self) -> Instance:
        with self._given:
            if self._free and not self._is_changing:
                return self._free.pop()
            self._wait_for(lambda: bool(self._free) and not self._is_changing)
            instance = self._free.pop()
            if self._count >= self._most:
                return instance
            self._count += 1
        return self._copy_of(instance)

    def _copy_of(self, instance: Instance) -> Instance:
        try:
            copy = Instance(self._code)
            copy.restore(instance.image())
        except BaseException as error:
            with self._given:
                self._count -= 1
            if isinstance(error, Exception):
                # There is no memory for one more.
                return instance
            self._give_back(instance, None)
            raise
        self._give_back(instance, None)
        return copy

    def _give_back(self, instance: Instance, error: MailveilError | None) -> None:
        """Take an instance back, unless what happened has left its memory half-written."""
        with self._given:
            if error is not None and error.code == "instance-lost":
                self._count -= 1
                self._given.notify_all()
                if self._count == 0:
                    self._end(error)
            elif self._ended is None:
                self._free.append(instance)
                self._given.notify_all() if self._is_changing else self._given.notify()

    def _wait_for(self, is_so: Callable[[], bool]) -> None:
        while self._ended is None and not is_so():
            self._given.wait()
        if self._ended is not None:
            raise MailveilError(self._ended.code, self._ended.message, help=self._ended.help)

    def _end(self, why: MailveilError) -> None:
        self._ended = self._ended or why
        self._free.clear()
        self._given.notify_all()

    def after_fork(self) -> None:
        """Go on in a child of the process, where the threads are gone that had instances on loan."""
        self._given = threading.Condition(threading.Lock())
        self._is_changing = False
        self._count = len(self._free)
        if self._count == 0 and self._ended is None:
            self._end_in_child()

    def _end_in_child(self) -> None:
        with self._given:
            self._end(
                MailveilError(
                    "instance-lost",
                    "the process was forked while a question was asked",
                    help="fork before the first question, or parse the snapshot in the child",
                ),
            )


_all: weakref.WeakSet[Instances] = weakref.WeakSet()


def _after_fork() -> None:
    for instances in list(_all):
        instances.after_fork()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
