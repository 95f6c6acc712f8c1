"""The bench runs from end to end; how fast anything is, no test says."""

import subprocess
import sys
from pathlib import Path

from bench.operations import Step


def test_the_bench_prints_every_step(root: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "bench", "--quick"], cwd=root, capture_output=True, text=True, timeout=240, check=False
    )
    assert run.returncode == 0, run.stderr
    rows = [line.split(" | ")[0].removeprefix("| ") for line in run.stdout.splitlines() if line.startswith("| ")]
    behind = next(place for place, row in enumerate(rows) if row.startswith("behind gunicorn"))
    assert rows[2:behind] == [str(step) for step in Step]
    assert "survey: submit, POST /s/…" in rows[behind:]
