"""The module: compiled once in a process, and instances of it, each with one policy and one caller at a time."""

from __future__ import annotations

import ctypes
import hashlib
import threading
from importlib import resources
from typing import TYPE_CHECKING

import wasmtime

from mailveil._error import MailveilError

if TYPE_CHECKING:
    from collections.abc import Callable

INTERFACE = 1
_PAGE = 1 << 16
_LENGTH_MAX = 2**31 - 1


class Code:
    """The compiled module."""

    def __init__(self, wasm: bytes, compiled: bytes | None = None) -> None:
        self.wasm = wasm
        self.digest = hashlib.sha256(wasm).hexdigest()
        self.engine = wasmtime.Engine()
        self.module = _compiled(self.engine, wasm, compiled)


def _compiled(engine: wasmtime.Engine, wasm: bytes, compiled: bytes | None) -> wasmtime.Module:
    if compiled is not None:
        try:
            return wasmtime.Module.deserialize(engine, compiled)
        except wasmtime.WasmtimeError:
            pass  # It was compiled by another version, or for another processor.
    return wasmtime.Module(engine, wasm)


_lock = threading.Lock()
# The one of this process, when it is there.
_held: list[Code] = []


def code() -> Code:
    """Give the module of this package, which is compiled at the first call (half a second)."""
    with _lock:
        if not _held:
            _held.append(Code(_wasm()))
        return _held[0]


def adopt(digest: str, compiled: bytes) -> None:
    """Take over what another process has compiled of the module, where this one has not yet."""
    with _lock:
        if not _held and hashlib.sha256(wasm := _wasm()).hexdigest() == digest:
            _held.append(Code(wasm, compiled))


def _wasm() -> bytes:
    return resources.files("mailveil").joinpath("mailveil_abi.wasm").read_bytes()


class Instance:
    """One instance of the module. docs/abi.md describes what it is asked and how it answers."""

    def __init__(self, code: Code) -> None:
        self._code = code
        self._store = wasmtime.Store(code.engine)
        self._exports = wasmtime.Instance(self._store, code.module, []).exports(self._store)
        self._functions: dict[str, Callable[..., int | None]] = {}
        memory = self._exports["memory"]
        if not isinstance(memory, wasmtime.Memory) or self.number("version") != INTERFACE:
            raise MailveilError("no-webassembly", "this module is not the one that this package needs")
        self._memory = memory
        self._address = 0
        self._room = 0

    def number(self, name: str, *numbers: int) -> int:
        """Call a function with numbers; a fault inside loses the instance."""
        function = self._functions.get(name)
        if function is None:
            exported = self._exports[f"mailveil_{name}"]
            if not isinstance(exported, wasmtime.Func):
                raise MailveilError("no-webassembly", f"the module has no function `{name}`")
            function = self._functions[name] = exported
        try:
            return function(self._store, *numbers) or 0
        except (wasmtime.Trap, wasmtime.WasmtimeError) as error:
            raise MailveilError(
                "instance-lost",
                "a fault inside the module has ended this instance",
                help="parse the snapshot again; if it happens again, the input may be larger than the memory",
            ) from error

    def call(self, name: str, *asked: int | bytes) -> int:
        """Call a function with numbers, and with lengths of bytes, which are put into the room; give what it gives."""
        parts = [part for part in asked if not isinstance(part, int)]
        self._make_room(sum(map(len, parts)))
        at = self._base()
        for part in parts:
            ctypes.memmove(at, part, len(part))
            at += len(part)
        given = self.number(name, *(part if isinstance(part, int) else len(part) for part in asked))
        if given < 0:
            raise MailveilError.from_json(self.read(-given))
        return given

    def read(self, length: int) -> bytes:
        """Read an answer."""
        self._make_room(length)
        return ctypes.string_at(self._base(), length)

    def image(self) -> bytes:
        """Copy the memory, which between two calls is the whole state of an instance."""
        return ctypes.string_at(self._start(), self._memory.data_len(self._store))

    def restore(self, image: bytes) -> None:
        """Become a copy of the instance whose memory this was."""
        missing = len(image) - self._memory.data_len(self._store)
        if missing > 0:
            self._memory.grow(self._store, -(-missing // _PAGE))
        ctypes.memmove(self._start(), image, len(image))
        self._room = 0

    def _make_room(self, length: int) -> None:
        """Ask where the room is, when there may have to be more of it."""
        if length > self._room or self._room == 0:
            if length > _LENGTH_MAX:
                raise MailveilError("limit-exceeded", "this is larger than the memory of the module", path="")
            # Unknown, should something interrupt this.
            self._room = 0
            self._address = self.number("room", length) & 0xFFFF_FFFF
            self._room = length

    def _start(self) -> int:
        return ctypes.addressof(self._memory.data_ptr(self._store).contents)

    def _base(self) -> int:
        return self._start() + self._address
