"""BLAKE2 without OpenSSL, which `hashlib` loads for its other hashes: 2 ms of a start."""

from __future__ import annotations

try:
    from _blake2 import blake2b
except ImportError:  # a Python that has it in another place
    from hashlib import blake2b

__all__ = ["blake2b"]
