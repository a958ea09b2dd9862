"""Runs over an archive: processes that share out its articles, and output that survives an interruption.

``workers`` shares articles out and gives the answers back in order, ``extraction`` is what is done with
each, ``parts`` and ``journal`` hold what is done on the disk, ``resuming`` finds it again, ``run`` puts them
together.
"""
