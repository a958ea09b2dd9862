"""Whatever the bytes, a reader yields articles or reasons, ends, and raises nothing."""

from __future__ import annotations

import bz2
import gzip
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from aiextract import readers
from aiextract.readers import Form, Input

# Bytes near those that the formats give a meaning to are likelier to find what was not thought of.
PIECES = [
    b"text", b"doc_id", b",", b";", b"\t", b'"', b'""', b"\r", b"\n", b"\r\n", b"\0", b"\xef\xbb\xbf", b"\xff\xfe",
    b"\xfe\xff", b"\xff\xfe\0\0", b"\xe9", b"\xc3\xa9", b"\xed\xa0\x80", b'{"text": "a"}', b'{"text": ', b"[", b"]",
    b"\\ud800", b"1e999", b"NaN", b"PAR1", b"<p>", b"</p>", b"<meta charset=utf-16>", b"<article>", b"&#0;", b"a b c ",
]  # fmt: skip
BYTES = st.one_of(st.binary(max_size=200), st.lists(st.sampled_from(PIECES), max_size=60).map(b"".join))
EXTRAS = {Form.parquet: "pyarrow", Form.html: "trafilatura"}
COMMON = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])


def read(data: bytes, name: str, **options: str | Form) -> list[Input]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        found = list(readers.read_all([path], **options))  # type: ignore[arg-type]
    for article in found:
        assert article.doc_id
        assert article.place.startswith(str(path))
        assert (article.error is None) or article.text == ""
        article.text.encode()  # holds no lone surrogate
    return found


@pytest.mark.parametrize("form", Form)
@given(data=BYTES)
@example(data=b"")
@example(data=b'"text"\n"' + b"x" * 1000)
@COMMON
def test_any_bytes_in_any_form(form: Form, data: bytes) -> None:
    if form in EXTRAS:
        pytest.importorskip(EXTRAS[form], reason=f"extra of {form}")
    read(data, "a", form=form)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252", "shift_jis", "utf-7", "iso2022_jp"])
@given(data=BYTES)
@example(data=b"\x1b")
@COMMON
def test_any_bytes_in_any_encoding(encoding: str, data: bytes) -> None:
    for form in (Form.text, Form.jsonl, Form.csv):
        read(data, "a", form=form, encoding=encoding)


@pytest.mark.parametrize("ending", ["gz", "bz2", "zst"])
@given(data=BYTES, change=st.tuples(st.integers(0, 400), st.integers(0, 255)), cut=st.integers(0, 400))
@COMMON
def test_any_damage_to_compressed_lines(ending: str, data: bytes, change: tuple[int, int], cut: int) -> None:
    zstd = pytest.importorskip("backports.zstd", reason="extra zstd") if ending == "zst" else None
    pack = {"gz": gzip.compress, "bz2": bz2.compress, "zst": getattr(zstd, "compress", None)}[ending]
    packed = bytearray(pack(data))
    packed[change[0] % len(packed)] = change[1]
    for form in (Form.text, Form.jsonl, Form.csv):
        read(bytes(packed[: max(len(packed) - cut, 0)]), f"a.{ending}", form=form)
