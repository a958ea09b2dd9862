"""Words a second of tokenizer and name model, beside spaCy's default recognizer of the same width, on one core.

    python benchmarks/names.py [--words 50000]

The peer is spaCy's own tokenizer, `MultiHashEmbed`, a CNN of four layers and the transition parser, with random
weights and the width of our network: what training would give it does not change its speed. Both read text that
does not repeat, paragraph by paragraph. Then: seconds to load the model, and the peak memory of the process.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import time
from typing import Any

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")  # one core, for both

import spacy  # noqa: E402

from corpus import LANGUAGES, distinct_text  # noqa: E402

LOADING = """
import spacy, time
from aiextract import org_model
start = time.perf_counter()
org_model.load_default()
print(time.perf_counter() - start)
"""


def peer(width: int) -> spacy.language.Language:
    """spaCy's default pipeline for names with random weights."""
    nlp = spacy.blank("xx")
    embed = {"@architectures": "spacy.MultiHashEmbed.v2", "width": width, "include_static_vectors": False}
    embed |= {"attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"], "rows": [5000, 1000, 2500, 2500]}
    encode = {"@architectures": "spacy.MaxoutWindowEncoder.v2", "width": width, "window_size": 1}
    encode |= {"maxout_pieces": 3, "depth": 4}
    model = {"tok2vec": {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encode}}
    ner: Any = nlp.add_pipe("ner", config={"model": model})
    for label in ("ORG", "PER", "LOC", "MISC"):
        ner.add_label(label)
    nlp.initialize()
    return nlp


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--words", type=int, default=50_000, help="that are read in each language")
    arguments = parser.parse_args()
    from aiextract.org_model import load_default

    model = load_default()
    assert model is not None
    assert model.recognizer.network is not None
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    width = model.recognizer.network.width
    for lang in LANGUAGES:
        paragraphs = distinct_text(lang, arguments.words).split("\n\n")
        words = sum(len(paragraph.split()) for paragraph in paragraphs)
        model.names(paragraphs[0])
        start = time.perf_counter()
        for paragraph in paragraphs:
            model.names(paragraph)
        ours = words / (time.perf_counter() - start)
        print(f"{lang}  {ours:8,.0f} words/s", flush=True)
    print(
        f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB (loaded: {before / 1024:.0f})"
    )
    loads = [
        subprocess.run([sys.executable, "-c", LOADING], capture_output=True, text=True, check=True)
        for _ in range(5)
    ]
    print(f"load {min(float(run.stdout) for run in loads):.2f} s after import")
    nlp = peer(width)
    sample = distinct_text("en", 10_000, seed=3).split("\n\n")
    words = sum(len(paragraph.split()) for paragraph in sample)
    start = time.perf_counter()
    for _ in nlp.pipe(sample):
        pass
    theirs = words / (time.perf_counter() - start)
    start = time.perf_counter()
    for paragraph in sample:
        model.names(paragraph)
    ours = words / (time.perf_counter() - start)
    print(
        f"spaCy's default recognizer, width {width}: {theirs:,.0f} words/s; ours on the same text {ours:,.0f}, "
        f"{ours / theirs:.1f} times"
    )


if __name__ == "__main__":
    main()
