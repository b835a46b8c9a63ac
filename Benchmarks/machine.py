"""The machine in a few words, without its name."""

import os
import platform
import re


def _first(path, pattern):
    try:
        with open(path) as lines:
            found = re.search(pattern, lines.read(), re.M)
    except OSError:
        return None
    return found.group(1).strip() if found else None


def processor():
    return _first("/proc/cpuinfo", r"^model name\s*:\s*(.*)$") or platform.machine()


def kernel():
    """The kernel's version without what its builder called it."""
    return "Linux " + ".".join(re.findall(r"\d+", platform.release())[:2])


def system():
    return _first("/etc/os-release", r'^PRETTY_NAME="?([^"\n]*)') or "Linux"


def memory():
    return int(_first("/proc/meminfo", r"^MemTotal:\s*(\d+)") or 0) * 1024


def free_memory():
    return int(_first("/proc/meminfo", r"^MemAvailable:\s*(\d+)") or 0) * 1024


def words():
    cores = len(os.sched_getaffinity(0))
    return f"{cores} cores, {processor()}, {memory() / 1e9:.0f} GB of memory, {system()}, {kernel()}"
