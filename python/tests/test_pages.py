"""The code of the pages about Django and FastAPI."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _at_the_root() -> Iterator[None]:
    before = Path.cwd()
    os.chdir(ROOT)
    yield
    os.chdir(before)


def module_of(page: str) -> Any:
    """All code of a page, as one module."""
    blocks = (ROOT / "docs" / page).read_text("utf-8").split("```python\n")[1:]
    module: Any = ModuleType(page.removesuffix(".md").replace("-", "_"))
    sys.modules[module.__name__] = module
    exec("\n".join(block.split("```\n")[0] for block in blocks), module.__dict__)
    return module


def test_the_pages_about_python() -> None:
    assert module_of("python.md").decision["outcome"] == "denied"
    names: dict[str, Any] = {}
    exec((ROOT / "python" / "README.md").read_text("utf-8").split("```")[1].removeprefix("python"), names)
    assert names["decision"]["outcome"] == "denied"


def test_fastapi() -> None:
    from fastapi.testclient import TestClient

    client = TestClient(module_of("python-fastapi.md").app, raise_server_exceptions=False)

    def status(path: str, viewer: str, method: str = "GET") -> int:
        found: int = client.request(method, path, headers={"x-user": viewer}).status_code
        return found

    assert [status("/threads/t1", viewer) for viewer in ("anna", "bob", "nobody")] == [200, 404, 404]
    assert status("/threads/none", "anna") == 404
    assert client.get("/threads/t1", headers={"x-user": "anna"}).json()["text"] == "Dear Carl"
    assert client.get("/threads/t1/reply", headers={"x-user": "bob"}).json()["reasons"] == []
    page = client.get("/records/deal-7/threads", headers={"x-user": "bob"})
    assert [thread["id"] for thread in page.json()] == ["t2"]
    assert [status("/threads/t1/archive", viewer, "POST") for viewer in ("bob", "anna")] == [404, 204]


def test_django() -> None:
    import django
    from django.conf import settings
    from django.test import RequestFactory
    from django.urls import path

    # Django looks for its middleware and its routes by name.
    settings.configure(
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        MIDDLEWARE=["python_django.NothingIsShown"],
        ROOT_URLCONF="python_django",
    )
    django.setup()
    page = module_of("python-django.md")
    page.urlpatterns = [
        path("threads/<thread>", page.thread_view),
        path("threads", page.threads_view),
        path("records/<record>", page.record_view),
    ]
    from django.core.handlers.base import BaseHandler

    handler = BaseHandler()
    handler.load_middleware()

    def ask(place: str, viewer: str) -> Any:
        request = RequestFactory().get(place)
        request.user = SimpleNamespace(get_username=lambda: viewer)
        return handler.get_response(request)

    assert [ask("/threads/t1", viewer).status_code for viewer in ("anna", "bob", "nobody")] == [200, 404, 404]
    assert b"Dear Carl" in ask("/threads/t1", "anna").content
    assert ask("/threads", "bob").content == b'{"threads": ["t2"]}'
    assert ask("/records/deal-7", "bob").content.startswith(b'[{"id": "t2"')
    thread = {"id": "t1", "mailbox": "box", "participants": [], "state": "deleted"}
    page.thread_saved(None, SimpleNamespace(facts=lambda: thread))
    assert ask("/threads/t1", "anna").status_code == 404
