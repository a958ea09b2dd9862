"""``python -m aiextract``."""

from aiextract.cli import main

if __name__ == "__main__":
    main()
