"""Dated fee lookups: a fee is asked for with a day, a region and the product's facts."""

from .alibaba import alibaba_membership, alibaba_rfq_quotes, alibaba_transaction
from .aliexpress import (
    aliexpress_annual_fee,
    aliexpress_categories,
    aliexpress_commission,
    aliexpress_deposit,
    aliexpress_withdrawal,
)
from .amazon_referral import amazon_referral, referral_categories, referral_schedule
from .amazon_selling import amazon_closing, amazon_plan, amazon_refund
from .duties import duty_goods, duty_layers, import_duty
from .ebay import ebay_categories, ebay_final_value, ebay_schedule
from .ebay_selling import ebay_insertion, ebay_international, ebay_promoted, ebay_store
from .fba_fulfilment import fba_fulfilment, fba_fulfilment_schedule, fba_surcharge
from .fba_inbound import fba_inbound
from .fba_returns import fba_liquidation, fba_removal, fba_return_threshold, fba_returns
from .fba_sizes import SizeTier, fba_size_tier
from .fba_steps import Step, Steps, fba_steps
from .fba_stock import fba_aged_stock, fba_low_inventory, fba_storage, fba_utilisation
from .freight import chargeable_weight, freight, freight_services
from .parcels import parcel_fee, parcel_rule
from .quote import Quote
from .schedule import Schedule
from .settlement import settlement_channels, settlement_delay
from .shopify import shopify_chargeback, shopify_fee_returned, shopify_payment, shopify_plan
from .vat import vat, vat_rate
from .warehouse import postage, warehouse, warehouse_measures

__all__ = [
    "Quote",
    "Schedule",
    "SizeTier",
    "Step",
    "Steps",
    "alibaba_membership",
    "alibaba_rfq_quotes",
    "alibaba_transaction",
    "aliexpress_annual_fee",
    "aliexpress_categories",
    "aliexpress_commission",
    "aliexpress_deposit",
    "aliexpress_withdrawal",
    "amazon_closing",
    "amazon_plan",
    "amazon_referral",
    "amazon_refund",
    "chargeable_weight",
    "duty_goods",
    "duty_layers",
    "ebay_categories",
    "ebay_final_value",
    "ebay_insertion",
    "ebay_international",
    "ebay_promoted",
    "ebay_schedule",
    "ebay_store",
    "fba_aged_stock",
    "fba_fulfilment",
    "fba_fulfilment_schedule",
    "fba_inbound",
    "fba_liquidation",
    "fba_low_inventory",
    "fba_removal",
    "fba_return_threshold",
    "fba_returns",
    "fba_size_tier",
    "fba_steps",
    "fba_storage",
    "fba_surcharge",
    "fba_utilisation",
    "freight",
    "freight_services",
    "import_duty",
    "parcel_fee",
    "parcel_rule",
    "postage",
    "referral_categories",
    "referral_schedule",
    "settlement_channels",
    "settlement_delay",
    "shopify_chargeback",
    "shopify_fee_returned",
    "shopify_payment",
    "shopify_plan",
    "vat",
    "vat_rate",
    "warehouse",
    "warehouse_measures",
]
