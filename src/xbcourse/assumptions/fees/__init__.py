"""Dated fee lookups: a fee is asked for with a day, a region and the product's facts."""

from .amazon_referral import amazon_referral, referral_categories, referral_schedule
from .quote import Quote
from .schedule import Schedule

__all__ = [
    "Quote",
    "Schedule",
    "amazon_referral",
    "referral_categories",
    "referral_schedule",
]
