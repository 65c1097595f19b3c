"""Dated fee lookups: a fee is asked for with a day, a region and the product's facts."""

from .amazon_referral import amazon_referral, referral_categories, referral_schedule
from .fba_fulfilment import fba_fulfilment, fba_fulfilment_schedule, fba_surcharge
from .fba_sizes import SizeTier, fba_size_tier
from .fba_steps import Step, Steps, fba_steps
from .quote import Quote
from .schedule import Schedule

__all__ = [
    "Quote",
    "Schedule",
    "SizeTier",
    "Step",
    "Steps",
    "amazon_referral",
    "fba_fulfilment",
    "fba_fulfilment_schedule",
    "fba_size_tier",
    "fba_steps",
    "fba_surcharge",
    "referral_categories",
    "referral_schedule",
]
