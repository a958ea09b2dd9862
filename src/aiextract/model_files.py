"""Where the trained models stand that the package ships."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def folder(name: str, file: str) -> Path | None:
    """The folder of a model that holds a file; None where the model is not installed."""
    places = (
        Path(str(files("aiextract") / "models" / name)),  # in the wheel
        Path(__file__).resolve().parents[2] / "models" / name,  # in a checkout
    )
    return next((place for place in places if (place / file).exists()), None)
