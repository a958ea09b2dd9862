#!/bin/sh
# Runs a job for each folder of an archive, and when started again for those that are not complete.
#
#     examples/by_folder.sh articles facts spark-submit examples/spark_job.py
#
# runs `spark-submit examples/spark_job.py articles/month=2024-08 facts/month=2024-08` for that folder, and so on.
set -eu
articles=$1 facts=$2
shift 2
mkdir -p "$facts"
for folder in "$articles"/*/; do
  folder=${folder%/}
  out=$facts/${folder##*/}
  [ ! -e "$out.complete" ] || continue
  rm -rf "$out"
  "$@" "$folder" "$out"
  touch "$out.complete"
done
