"""What the benchmark ran on: processor, memory, and the versions of everything that computes."""

import platform
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import psutil

LIBRARIES = ("numpy", "scipy", "numba", "pulp", "highspy", "ortools")


def machine() -> Mapping[str, str]:
    """Processor, cores, memory and system, each in words."""
    return {
        "processor": _processor(),
        "cores": str(psutil.cpu_count()),
        "memory": f"{psutil.virtual_memory().total / 2**30:.1f} GiB",
        "system": f"{platform.system()} {platform.machine()}",
    }


def versions() -> Mapping[str, str]:
    """Python and the libraries; one that is missing says so."""
    return {"python": platform.python_version(), **{name: _version(name) for name in LIBRARIES}}


def _processor() -> str:
    listed = Path("/proc/cpuinfo")
    lines = listed.read_text().splitlines() if listed.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or "unknown"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
