"""The facts of a Parquet archive with Ray Data: Parquet in, Parquet out, a folder a language.

    pip install "aiextract[ray]"
    python examples/ray_job.py articles/ facts/ --actors 8

Reads the columns text, doc_id, lang and published (all but text optional) of ``articles``, and writes
``facts/documents/lang=fr/…`` with all records, then ``facts/mentions`` and ``facts/events`` made of them, so
that each article is read once. ``facts`` must be new. Started by hand it uses the CPUs of this machine, and
with ``ray job submit`` those of a cluster, to which both folders must be known (``s3://…``).
"""

from __future__ import annotations

import argparse

import ray
from ray.data import SaveMode

from aiextract.engines.ray_data import extract_dataset, flatten_dataset


def main() -> None:
    """Read the arguments and run the job."""
    parser = argparse.ArgumentParser(description="The facts of a Parquet archive, as partitioned Parquet.")
    parser.add_argument("articles", help="folder or file of Parquet")
    parser.add_argument("facts", help="folder to write to, which must be new")
    parser.add_argument("--actors", type=int, default=2, help="the most processes that extract")
    parser.add_argument("--cpus", type=int, help="CPUs of the Ray that is started here (default: all)")
    parser.add_argument("--batch-size", type=int, default=256, help="articles that an actor takes at a time")
    given = parser.parse_args()

    ray.init(num_cpus=given.cpus)
    articles = ray.data.read_parquet(given.articles)
    documents = extract_dataset(articles, actors=given.actors, batch_size=given.batch_size)
    documents.write_parquet(f"{given.facts}/documents", partition_cols=["lang"], mode=SaveMode.ERROR)

    written = ray.data.read_parquet(f"{given.facts}/documents")
    for table in ("mentions", "events"):
        flat = flatten_dataset(written, table)
        flat.write_parquet(f"{given.facts}/{table}", partition_cols=["lang"], mode=SaveMode.ERROR)


if __name__ == "__main__":
    main()
