"""No number of the border, freight, warehouse and platform tables lies idle.

Every row comes out of some lookup, or is listed here with the reason why it is only for `load`.
"""

import itertools
import warnings

import pytest

from xbcourse.assumptions import datasets
from xbcourse.assumptions import fees as f
from xbcourse.assumptions.errors import CourseWarning, NotCovered

DAYS = ("2021-06-01", "2024-06-01", "2025-06-01", "2026-03-15", "2026-09-01")

#: Rows that no lookup answers with, and why.
LOAD_ONLY = {
    "ALX-SET-002": "an undated window for ratings, which delays no money",
    "ALX-SET-003": "a day of the month for an assessment, which delays no money",
    "LOG-AIR-009": "air freight as a multiple of sea freight: no amount follows from it alone",
    "LOG-AIR-010": "air freight as a multiple of sea freight: no amount follows from it alone",
}


def ebay(day):
    for store, category in itertools.product((None, "Basic"), f.ebay_categories()):
        yield lambda c=category, s=store: f.ebay_final_value(100, c, on=day, store=s)
    for store in ("Starter", "Basic", "Premium", "Anchor", "Enterprise"):
        renewals = ("yearly",) if store == "Enterprise" else ("monthly", "yearly")
        for renewal in renewals:
            yield lambda s=store, r=renewal: f.ebay_store(s, on=day, renewal=r)
    yield lambda: f.ebay_insertion(300, on=day)
    yield lambda: f.ebay_international(100, on=day)
    yield lambda: f.ebay_promoted(100, on=day)


def aliexpress(day):
    for category in (None, *f.aliexpress_categories()):
        yield lambda c=category: f.aliexpress_commission(100, c, on=day)
    for category in f.aliexpress_categories("deposit"):
        yield lambda c=category: f.aliexpress_deposit(c, on=day)
    for category in f.aliexpress_categories("annual_fee"):
        yield lambda c=category: f.aliexpress_annual_fee(c, on=day)
    yield lambda: f.aliexpress_withdrawal(on=day)


def alibaba(day):
    for plan in ("export_basic", "verified_supplier"):
        yield lambda p=plan: f.alibaba_membership(p, on=day)
    yield lambda: f.alibaba_transaction(100, on=day)
    yield lambda: f.alibaba_rfq_quotes(on=day)


def shopify(day):
    for plan, gateway in itertools.product(
        ("Basic", "Grow", "Advanced", "Plus"), ("shopify_payments", "other")
    ):
        yield lambda p=plan: f.shopify_plan(p, on=day)
        yield lambda p=plan, g=gateway: f.shopify_payment(
            100, p, on=day, gateway=g, foreign_card=True
        )
    yield lambda: f.shopify_chargeback(on=day)
    yield lambda: f.shopify_fee_returned(1, on=day)


def settlement(day):
    for risk in ("normal", "elevated"):
        yield lambda r=risk: f.settlement_delay("amazon", on=day, risk=r)
    yield lambda: f.settlement_delay("aliexpress", on=day)


def border(day):
    goods = set(datasets.load("border_duties")["goods"]) - {"all"}
    for destination, product in itertools.product(("US", "EU"), sorted(goods)):
        yield lambda d=destination, p=product: f.duty_layers(
            p, origin="China", destination=d, on=day
        )
    for country in ("DE", "FR", "UK", "IT", "ES"):
        yield lambda c=country: f.vat(100, c, on=day)
    # The days on which a parcel rule holds are closer together than those of the other tables.
    for destination, origin, when in itertools.product(
        ("US", "EU"), ("China", "other"), (day, "2025-03-01", "2025-08-30", "2026-02-25")
    ):
        where = {"destination": destination, "origin": origin, "on": when}
        yield lambda w=where: f.parcel_rule(**w)
        yield lambda w=where: f.parcel_fee(40, **w)


def logistics(day):
    for mode, services in f.freight_services().items():
        for service in services:
            yield lambda m=mode, s=service: f.freight(1, 1, "CN-US", m, on=day, service=s)
    for measure in f.warehouse_measures():
        yield lambda m=measure: f.warehouse(m, on=day)
    for zone in range(1, 9):
        yield lambda z=zone: f.postage(0.3, z, on=day)


AREAS = {
    ebay: ("fees_ebay_final_value", "fees_ebay_other"),
    aliexpress: ("fees_aliexpress",),
    alibaba: ("fees_alibaba",),
    shopify: ("fees_shopify",),
    settlement: ("fees_settlement",),
    border: ("border_duties", "border_parcels", "border_vat"),
    logistics: ("freight", "warehouse_us", "postage_us"),
}


def cited(lookups):
    """The rows of every quote that the lookups of an area give on some day."""
    rows = set()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CourseWarning)
        for day in DAYS:
            for lookup in lookups(day):
                try:
                    quotes = lookup()
                except NotCovered:
                    continue
                for quote in quotes if isinstance(quotes, tuple) else (quotes,):
                    rows |= set(quote.rows)
    return rows


@pytest.mark.parametrize("lookups", AREAS, ids=lambda lookups: lookups.__name__)
def test_every_row_can_come_out_of_a_lookup(lookups):
    ids = set()
    for name in AREAS[lookups]:
        for row in datasets.rows(name):
            ids |= {row["id"], row.get("id_high") or row["id"]}
    assert ids - cited(lookups) == ids & set(LOAD_ONLY)
