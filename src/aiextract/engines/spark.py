"""Spark: a data frame of articles in, a data frame of their facts out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Unpack

from aiextract.arrow import Table, flatten, pa, schema_of
from aiextract.batch import ROWS, Settings, extract_batches, output_schema, used_columns
from aiextract.errors import MissingExtraError

try:
    from pyspark.sql import DataFrame
    from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema
except ImportError:
    raise MissingExtraError("aiextract on Spark", "spark") from None

__all__ = ["extract_dataframe", "flatten_dataframe"]


def extract_dataframe(frame: DataFrame, **settings: Unpack[Settings]) -> DataFrame:
    """The facts of a data frame of articles, lazily; settings as in ``batch.extract_batch``.

    Each task streams its partition through the pipeline of its Python worker, which is made once and kept
    (``spark.python.worker.reuse``). Rows keep their order within a partition.

    Raises what ``extract_batch`` raises for wrong columns and settings, before anything runs.
    """
    articles = frame.select(*used_columns(frame.columns, settings))
    facts = output_schema(to_arrow_schema(articles.schema), **settings)
    return articles.mapInArrow(partial(extract_batches, **settings), from_arrow_schema(facts))


def flatten_dataframe(documents: DataFrame, table: Table) -> DataFrame:
    """A flat table of what a ``documents`` data frame holds, lazily: no article is read again."""
    return documents.mapInArrow(partial(_flat, table=table), from_arrow_schema(schema_of(table)))


def _flat(batches: Iterable[pa.RecordBatch], table: Table) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        for start in range(0, batch.num_rows, ROWS):
            yield flatten(batch.slice(start, ROWS), table)
