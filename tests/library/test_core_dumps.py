"""A crash leaves no image of the memory, in which a patient's words would stand."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks as Linux is asked")

ROOT = Path(__file__).parents[2]
ASK = """
import ctypes, resource, sys
resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2)
def told(): print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3))
told()
"""


@pytest.mark.parametrize("start", ["main()", "sys.argv[1:] = ['parts']; main()"])
def test_program_forbids_it_when_it_starts(start: str) -> None:
    code = f"{ASK}sys.argv = ['bodymap', '--version']\nfrom bodymap.cli.main import main\n{start}\ntold()"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    before, *_, after = done.stdout.splitlines()
    assert before.endswith(") 1")
    assert after == "(0, 0) 0"


def test_crash_dumps_nothing(tmp_path: Path) -> None:
    code = "from bodymap.library.core_dumps import forbid_core_dumps\nforbid_core_dumps()\nimport os\nos.abort()"
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    child = subprocess.Popen([sys.executable, "-c", code], cwd=tmp_path, env=environment, stderr=subprocess.DEVNULL)
    _, status = os.waitpid(child.pid, 0)
    child.returncode = -1
    assert os.WIFSIGNALED(status)
    assert not os.WCOREDUMP(status)
    assert list(tmp_path.iterdir()) == []
