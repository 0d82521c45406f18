"""The scorers stand in `benchmarks/`, which is no installed package: make it importable wherever pytest is started."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
