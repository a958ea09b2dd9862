"""Write the names of months and weekdays that CLDR knows into the language files (``[dates.names]``).

Run after an update of Babel: ``python scripts/import_cldr_dates.py``. A language file keeps all but the lines
between the two marks.
"""

from __future__ import annotations

import sys
from pathlib import Path

from aiextract.languages import DATA
from aiextract.languages.skeleton import class_lines

BEGIN, END = "# months and weekdays from CLDR (scripts/import_cldr_dates.py)", "# end of months and weekdays"


def write_names(path: Path) -> bool:
    """Bring one language file up to date; False where it has no marks."""
    text = path.read_text(encoding="utf-8")
    if BEGIN not in text:
        return False
    head, rest = text.split(BEGIN, 1)
    _, tail = rest.split(END, 1)
    lines = "\n".join([BEGIN, *class_lines(path.stem), END])
    path.write_text(head + lines + tail, encoding="utf-8", newline="\n")
    return True


def main() -> int:
    for path in sorted(DATA.glob("*.toml")):
        if write_names(path):
            print(path.name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
