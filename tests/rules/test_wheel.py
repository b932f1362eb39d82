"""The built wheel holds all that the checkout holds, and serves the demo from an empty environment."""

import os
import re
import signal
import subprocess
import sys
import sysconfig
import urllib.request
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(build, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    [path] = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """An environment that holds the wheel and, through a .pth file, sees the installed libraries."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False)
    [site] = folder.glob("lib/python*/site-packages")
    (site / "libraries.pth").write_text(sysconfig.get_paths()["purelib"] + "\n")
    python = folder / "bin" / "python"
    install = ["-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--ignore-installed", str(wheel)]
    done = subprocess.run([str(python), *install], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return python


def test_the_wheel_holds_what_the_checkout_holds(wheel):
    inside = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("templates", "static", "questions", "seeds"):
        wanted = {
            f"quizapp/_data/{path.relative_to(ROOT).as_posix()}"
            for path in (ROOT / folder).rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }
        assert wanted, f"{folder}/ is empty"
        assert wanted <= inside
    code = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "quizapp").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert code <= inside


def test_the_installed_wheel_serves_the_demo_from_another_folder(installed, tmp_path):
    environment = {**os.environ, "QUIZAPP_DATA": str(tmp_path / "data"), "PYTHONUNBUFFERED": "1"}
    code = "import quizapp, sys; print(quizapp.__file__)"
    where = subprocess.run([installed, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert str(installed.parent.parent) in where.stdout
    command = [str(installed), "-m", "quizapp", "demo", "--port", "0"]
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as server:
        try:
            seen = ""
            for line in server.stdout:
                seen += line
                if "Ctrl" in line:
                    break
            address = re.search(r"http://127\.0\.0\.1:\d+/", seen)
            assert address, seen
            page = urllib.request.urlopen(address.group(), timeout=20).read().decode()
            assert "Russia" in page
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(20)
    assert server.returncode == 0
