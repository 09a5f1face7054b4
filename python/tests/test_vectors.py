from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import vectors

if TYPE_CHECKING:
    from vectors import Json


def parameters(*folders: str) -> pytest.MarkDecorator:
    found = vectors.cases(*folders)
    names = [name.encode("ascii", "replace").decode() for name, _, _ in found]
    return pytest.mark.parametrize(("file", "case"), [(file, case) for _, file, case in found], ids=names)


@parameters("", "lint", "problems", "proposals")
def test_questions(file: Json, case: Json) -> None:
    vectors.run(file, case)


@parameters("filter", "changes")
def test_filters_and_changes(file: Json, case: Json) -> None:
    vectors.run_steps(file, case)
