"""What `pip install` gets."""

from __future__ import annotations

import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_wheel_answers_the_readme(tmp_path: Path) -> None:
    run("scripts/python.sh", "--wheel", str(tmp_path), where=ROOT)
    [wheel] = tmp_path.glob("*.whl")
    assert wheel.name.endswith("-py3-none-any.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {"mailveil/mailveil_abi.wasm", "mailveil/py.typed", "mailveil/spark.py"} <= names
    licences = {Path(name).name for name in names if "/licenses/" in name}
    assert licences == {"LICENSE", "LICENSE-APACHE", "LICENSE-MIT", "THIRD-PARTY.txt"}
    assert not [name for name in names if not name.startswith(("mailveil/", "mailveil-"))]
    installed = tmp_path / "installed"
    run(
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--target",
        str(installed),
        str(wheel),
        where=tmp_path,
    )
    example = (ROOT / "python" / "README.md").read_text("utf-8").split("```")[1].removeprefix("python")
    place = f"import mailveil\nassert mailveil.__file__.startswith({str(installed)!r}), mailveil.__file__\n"
    run(sys.executable, "-c", f"import sys\nsys.path.insert(0, {str(installed)!r})\n{place}{example}", where=tmp_path)


def test_a_wheel_is_the_same_whenever_and_by_whomever_it_is_built(tmp_path: Path) -> None:
    wheels: list[bytes] = []
    for before in ("umask 022", "umask 077; sleep 2; export SOURCE_DATE_EPOCH=1700000000"):
        folder = tmp_path / str(len(wheels))
        run("sh", "-c", f"{before}; scripts/python.sh --wheel '{folder}'", where=ROOT)
        [wheel] = folder.glob("*.whl")
        wheels.append(wheel.read_bytes())
    assert wheels[0] == wheels[1]


def test_every_file_says_one_version() -> None:
    files = ["Cargo.toml", "abi/Cargo.toml", "python/pyproject.toml"]
    said = [tomllib.loads((ROOT / file).read_text("utf-8")) for file in files]
    assert len({(file.get("package") or file["project"])["version"] for file in said}) == 1


def run(*command: str, where: Path) -> None:
    done = subprocess.run(command, cwd=where, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
