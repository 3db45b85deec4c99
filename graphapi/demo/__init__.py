"""The demo world: two partners with their people and folders, to look at and to break."""

from __future__ import annotations

from graphapi.demo.filling import fill

__all__ = ["fill"]
