"""The ``[percent]`` section of a language file."""

from __future__ import annotations

from aiextract.languages.schema.base import Section


class PercentSection(Section):
    """Placeholder fields are added by the scanner that reads them."""
