"""The single-file verifier, loaded as the file that outsiders run."""

import importlib.util
import sys
from pathlib import Path
from typing import Any

FILE = Path(__file__).resolve().parents[3] / "static" / "ledger" / "verify.py"


def loaded() -> Any:  # noqa: ANN401 - a module of no package
    """Return the program as a module."""
    spec = importlib.util.spec_from_file_location("ledger_verifier", FILE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
