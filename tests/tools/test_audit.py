"""What is told when weaknesses are looked for, and when nobody can be asked."""

from __future__ import annotations

import subprocess

import pytest

from tools import audit


def test_an_index_that_cannot_be_asked_is_no_weakness(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    failed = subprocess.CompletedProcess([], 1, stdout="", stderr="Traceback …\nSSLError: no certificate\n")
    monkeypatch.setattr(subprocess, "run", lambda *_arguments, **_options: failed)
    with pytest.raises(SystemExit) as ended:
        audit.main()
    assert ended.value.code == 2
    assert capsys.readouterr().err.strip().endswith("SSLError: no certificate")
