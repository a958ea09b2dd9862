"""The facts of a Parquet archive with Spark: Parquet in, Parquet out, a folder a language.

    pip install "aiextract[spark]"                       # and a Java 17 runtime
    spark-submit --master 'local[8]' examples/spark_job.py articles/ facts/ --partitions 200

Reads the columns text, doc_id, lang and published (all but text optional) of ``articles``, and writes
``facts/documents/lang=fr/…`` with all records, then ``facts/mentions`` and ``facts/events`` made of them, so
that each article is read once. ``facts`` must be new. On a cluster the executors need a Python that has
aiextract (``--archives`` with a packed environment), and both folders must be known to them (``s3a://…``).
"""

from __future__ import annotations

import argparse

from pyspark.sql import SparkSession

from aiextract.engines.spark import extract_dataframe, flatten_dataframe


def main() -> None:
    """Read the arguments and run the job."""
    parser = argparse.ArgumentParser(description="The facts of a Parquet archive, as partitioned Parquet.")
    parser.add_argument("articles", help="folder or file of Parquet")
    parser.add_argument("facts", help="folder to write to, which must be new")
    parser.add_argument("--partitions", type=int, help="tasks to share the articles out to")
    given = parser.parse_args()

    spark = SparkSession.builder.appName("aiextract").getOrCreate()
    articles = spark.read.parquet(given.articles)
    if given.partitions:
        articles = articles.repartition(given.partitions)
    documents = extract_dataframe(articles)
    documents.write.partitionBy("lang").parquet(f"{given.facts}/documents")

    written = spark.read.parquet(f"{given.facts}/documents")
    for table in ("mentions", "events"):
        flatten_dataframe(written, table).write.partitionBy("lang").parquet(f"{given.facts}/{table}")
    spark.stop()


if __name__ == "__main__":
    main()
