"""Ray Data: a dataset of articles in, a dataset of their facts out."""

from __future__ import annotations

from functools import partial
from typing import Unpack

from aiextract.arrow import Table, flatten, pa
from aiextract.batch import ROWS, Settings, extract_batch, output_schema, used_columns, warm_up
from aiextract.errors import MissingExtraError

try:
    from ray.data import ActorPoolStrategy, Dataset
except ImportError:
    raise MissingExtraError("aiextract on Ray", "ray") from None

__all__ = ["Extractor", "extract_dataset", "flatten_dataset"]


class Extractor:
    """What an actor holds: one pipeline, made once and used for all batches that it is given."""

    def __init__(self, **settings: Unpack[Settings]) -> None:
        self._settings = settings
        warm_up(settings)

    def __call__(self, batch: pa.Table) -> pa.Table:
        """The facts of a batch of articles."""
        return pa.Table.from_batches([extract_batch(batch, **self._settings)])


def extract_dataset(
    dataset: Dataset, *, actors: int, batch_size: int = ROWS, **settings: Unpack[Settings]
) -> Dataset:
    """The facts of a dataset of articles, lazily; settings as in ``batch.extract_batch``.

    ``actors``: the most processes, each on one CPU and with one pipeline of its own; the pool starts with one
    and grows as far as reading and writing leave room. Each takes ``batch_size`` articles at a time. Rows
    come in no set order unless the ``DataContext`` asks for it (``execution_options.preserve_order``);
    ``doc_id`` tells whose they are.

    Raises what ``extract_batch`` raises for wrong columns and settings, before anything runs.
    """
    schema = dataset.schema().base_schema
    output_schema(schema, **settings)
    return dataset.select_columns(used_columns(schema.names, settings)).map_batches(
        Extractor,
        fn_constructor_kwargs=settings,
        batch_format="pyarrow",
        batch_size=batch_size,
        zero_copy_batch=True,
        compute=ActorPoolStrategy(min_size=1, max_size=actors),
        num_cpus=1,
    )


def flatten_dataset(documents: Dataset, table: Table, *, batch_size: int = ROWS) -> Dataset:
    """A flat table of what a ``documents`` dataset holds, lazily: no article is read again."""
    return documents.map_batches(
        partial(_flat, table=table), batch_format="pyarrow", batch_size=batch_size, zero_copy_batch=True
    )


def _flat(batch: pa.Table, table: Table) -> pa.Table:
    return pa.Table.from_batches([flatten(batch, table)])
