"""aiextract: money, percentages, dates, organizations and acquisitions from multilingual news."""

__version__ = "0.1.0"
