"""Write what CLDR (through Babel) and dateparser know of a language into ``languages/data/generated``.

``python scripts/import_languages.py ru pl`` adds languages, without a code all that are there are brought up
to date. The hand-written file of the language lies over the generated one: its keys and its rules win.
"""

from __future__ import annotations

import sys
import tomllib

from aiextract.languages import DATA, GENERATED, skeleton

# A rule by hand, and the rules of CLDR's patterns that it stands for.
INSTEAD = {
    "day": ("long", "long_month_day", "day_month_year", "day_month"),
    "month_and_year": ("long_month_year", "month_year"),
}
HEAD = """# Made by scripts/import_languages.py from CLDR and dateparser, not edited by hand. What people
# write otherwise stands in ../{code}.toml, which lies over this file.
"""


def main(codes: list[str]) -> int:
    folder = DATA / GENERATED
    folder.mkdir(exist_ok=True)
    for code in codes or sorted(path.stem for path in folder.glob("*.toml")):
        path = folder / f"{code}.toml"
        own = DATA / path.name
        rules = (
            tomllib.loads(own.read_text(encoding="utf-8"))["dates"].get("rules", ()) if own.exists() else ()
        )
        named = {rule["name"] for rule in rules}
        text = skeleton.make(code, without=named.union(*(INSTEAD.get(name, ()) for name in named)))
        path.write_text(HEAD.format(code=code) + text, encoding="utf-8", newline="\n")
        print(path.name)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
