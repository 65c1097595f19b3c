"""Unit economics: what one order leaves, line by line.

Everything is per order and in one currency, the one of `price`. Every number may be a scalar or an
array; arrays broadcast as in NumPy. The equations, with P the price and ρ the return rate:

=====================  =====================================================================
net revenue            R = P / (1 + v), v the VAT rate (US sales tax is not the seller's: v = 0)
landed cost            G = cost + packing + first mile + d·V + placement + supplier shipping
                       + parcel fee, with duty rate d on the customs value V
CM1                    R − G
fees                   φP + closing, and πP + π0 where a card is charged
returns                ρ(R − φP + k) + ρh − ρ s c: the refund less the fee that comes back
                       (the marketplace keeps k), handling h, and the share s that sells again
CM2                    CM1 − fees − fulfilment − storage − returns: before advertising
CM3                    CM2 − aP, a the advertising share of revenue (TACoS)
=====================  =====================================================================

Import VAT does not appear: a registered seller reclaims it, so it costs cash for a while and no
margin. A payment fee is not given back when an order is refunded.

Sources: contribution accounting as in Farris et al., *Marketing Metrics* (2010), ch. 3; the returns
line follows the refund rules of the fee tables in `datasets/`.
"""

from .breakeven import (
    breakeven_acos,
    breakeven_conversion,
    breakeven_cpc,
    breakeven_price,
    breakeven_prices,
)
from .ratios import acos, gmroi, roas, tacos
from .statement import ROWS, Contribution, contribution
from .terms import OrderTerms

__all__ = [
    "ROWS",
    "Contribution",
    "OrderTerms",
    "acos",
    "breakeven_acos",
    "breakeven_conversion",
    "breakeven_cpc",
    "breakeven_price",
    "breakeven_prices",
    "contribution",
    "gmroi",
    "roas",
    "tacos",
]
