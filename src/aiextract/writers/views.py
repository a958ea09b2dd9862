"""The views of the DuckDB database: the questions that are asked first."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["VIEWS"]

VIEWS: Mapping[str, str] = MappingProxyType(
    {
        # Who bought what, for how much and when: a row for each acquirer of a deal, as one article tells it.
        "deals_by_acquirer": """
            SELECT
                unnest(list_prepend(acquirer, coalesce(co_acquirers, []))) AS acquirer,
                target, seller, status,
                price_amount_min AS amount_min, price_amount_max AS amount_max,
                price_currency AS currency, price_qualifier AS amount_qualifier,
                stake_value_min AS stake_min, stake_value_max AS stake_max, stake_kind,
                date_value AS date, date_start_date AS first_day, date_end_date AS last_day,
                published, doc_id, id AS event
            FROM events WHERE type = 'ACQUISITION'
            ORDER BY acquirer, first_day, doc_id, event
        """,
        # Who raised how much, from whom and when.
        "rounds_by_company": """
            SELECT
                company, lead_investor, investors, round, status,
                amount_amount_min AS amount_min, amount_amount_max AS amount_max,
                amount_currency AS currency, amount_qualifier,
                valuation_amount_min AS valuation_min, valuation_amount_max AS valuation_max,
                valuation_currency,
                date_value AS date, date_start_date AS first_day, date_end_date AS last_day,
                published, doc_id, id AS event
            FROM events WHERE type = 'FUNDING'
            ORDER BY company, first_day, doc_id, event
        """,
        # The amounts of money in the sentences that name an organization, each amount once a sentence.
        "amounts_by_organization": """
            SELECT DISTINCT
                named.name AS organization,
                money.amount_min, money.amount_max, money.currency, money.qualifier, money.per,
                money.surface, money.published, money.doc_id, money.sentence, money.id AS mention
            FROM mentions AS money JOIN mentions AS named USING (doc_id, sentence)
            WHERE money.type = 'MONEY' AND named.type = 'ORG'
            ORDER BY organization, money.doc_id, money.sentence, mention
        """,
        # What could not be read or processed, and why.
        "failures": """
            SELECT doc_id, error_reason, error_place FROM documents WHERE error_reason IS NOT NULL
            ORDER BY doc_id
        """,
    }
)
