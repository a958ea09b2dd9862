"""Thin adapters of ``aiextract.batch`` to distributed engines: ``ray_data`` and ``spark``.

The engine reads, shares out, retries and writes; the adapter gives it the function and the schema.
"""
