"""The ``[text]`` section of a language file: what reading an article needs to know of the language.

Every word is written as it stands in the folded text (lower case, ``'`` for apostrophes).
"""

from __future__ import annotations

from aiextract.languages.schema.base import Section


class TextExample(Section):
    """An article, and what reading it must find: what is None is not compared.

    ``sentences`` are all of its sentences; ``title`` and ``published`` those that the article itself states.
    """

    text: str
    sentences: tuple[str, ...] | None = None
    title: str | None = None
    published: str | None = None


class TextSection(Section):
    """Function words, sentence ends, and the lines of an article that are not its text.

    ``function_words``: words that running text of the language cannot do without, the elided ones without
    their apostrophe (``l``); of an unspaced script, characters. They tell the language of a paragraph.
    ``similar``: codes of languages that a detector takes this one for (Malay for Indonesian).

    ``abbreviations`` never end a sentence (``dr``, ``no``), ``closing_abbreviations`` may do so before a
    capitalised function word (``inc``); both are written without their last point. ``ordinal_point``: a
    number with a point is an ordinal (German ``3. März``). ``capital_nouns``: every noun has a capital, so
    that a capital tells of no name, and a year stands bare before a word of small letters (German).
    ``domain_endings``: what follows the point of a site's name (``com``).

    ``navigation``: lines that are nothing but one of these. ``credits``: what a line of caption, source,
    author or copyright begins with, before a colon or a bar. ``byline_words``: what an author's line
    begins with, before a name. ``published_labels``: what stands before the date of publication, and
    ``date_line_words``: what may stand beside it in its line (time zones, "at").
    """

    function_words: tuple[str, ...] = ()
    similar: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    closing_abbreviations: tuple[str, ...] = ()
    ordinal_point: bool = False
    capital_nouns: bool = False
    domain_endings: tuple[str, ...] = ()
    navigation: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    byline_words: tuple[str, ...] = ()
    published_labels: tuple[str, ...] = ()
    date_line_words: tuple[str, ...] = ()
    examples: tuple[TextExample, ...] = ()
