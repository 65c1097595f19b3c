"""Module 00: the questions that teach how to answer questions."""

from __future__ import annotations

from ...assumptions.language import Text
from ...model.economics import OrderTerms, breakeven_price, contribution
from ..expects import Choice, Number
from ..question import Guess, Question, Slip

#: Zhou Hang's phone stand: CNY, CNY per USD, USD, share of the price.
STAND = {"cost_cny": 38, "cny_per_usd": 6.65, "fulfilment": 4.0, "commission": 0.15}


def _stand(cost_cny, cny_per_usd, fulfilment, commission, price=20.0):
    return OrderTerms(
        price=price,
        unit_cost=cost_cny / cny_per_usd,
        fulfilment=fulfilment,
        referral_rate=commission,
    )


def _left(**order):
    return float(contribution(_stand(**order)).cm3)


def _lowest_price(**order):
    return float(breakeven_price(_stand(**order)))


def _draw_stand(rng):
    return {
        "cost_cny": rng.randrange(24, 61, 2),
        "cny_per_usd": rng.choice([6.5, 6.65, 6.8, 7.0]),
        "fulfilment": rng.choice([3.2, 3.6, 4.0, 4.6]),
        "commission": rng.choice([0.08, 0.12, 0.15]),
    }


GUESSES = (
    Guess(
        "m00.lowest_price",
        asks=Text(
            zh="手机支架至少卖几美元才不亏", en="Lowest price of the phone stand without a loss"
        ),
        expects=Number("USD"),
        inputs=STAND,
        answer=_lowest_price,
        because=Text(
            zh="每涨 1 美元，平台先拿走一部分，所以保本价比“成本加运费”要高。",
            en="The marketplace keeps a part of every extra dollar, so the break-even price lies "
            "above cost plus shipping.",
        ),
    ),
)

QUESTIONS = (
    Question(
        "m00.left",
        points=0,
        asks=Text(
            zh="售价 20 美元时，一单剩几美元？", en="What is left of an order at 20 dollars?"
        ),
        expects=Number("USD"),
        inputs={"price": 20.0, **STAND},
        draw=lambda rng: {"price": rng.randrange(15, 36) * 1.0, **_draw_stand(rng)},
        answer=_left,
        slips=[
            Slip(
                "commission_forgotten",
                lambda price, cost_cny, cny_per_usd, fulfilment, **_: (
                    price - cost_cny / cny_per_usd - fulfilment
                ),
                Text(
                    zh="买家付的 20 美元，平台会原封不动地给你吗？",
                    en="Does the marketplace pass on everything the buyer pays?",
                ),
            ),
            Slip(
                "yuan_as_dollars",
                lambda price, cost_cny, fulfilment, commission, **_: (
                    price * (1 - commission) - fulfilment - cost_cny
                ),
                Text(
                    zh="进价是多少元？售价是多少美元？两个能直接相减吗？",
                    en="The cost is in yuan and the price in dollars: can you subtract them?",
                ),
            ),
            Slip(
                "shipping_forgotten",
                lambda price, cost_cny, cny_per_usd, commission, **_: (
                    price * (1 - commission) - cost_cny / cny_per_usd
                ),
                Text(
                    zh="货是谁送到买家手里的，这笔钱算进去了吗？",
                    en="Who takes the parcel to the buyer, and is that paid for?",
                ),
            ),
        ],
        hints=[
            Text(
                zh="从 20 美元开始，一项一项往下减：佣金、配送费、采购成本。",
                en="Start from 20 dollars and take away commission, fulfilment and unit cost.",
            ),
            Text(
                zh="佣金是 20 的 15%；38 元要先除以 6.65 换成美元。",
                en="Commission is 15% of 20; 38 yuan must first be divided by 6.65.",
            ),
        ],
        because=Text(
            zh="20 − 3 − 4 − 38 ÷ 6.65：先把货币换成同一种，再一项一项减。",
            en="20 − 3 − 4 − 38 ÷ 6.65: bring everything into one currency, then subtract.",
        ),
    ),
    Question(
        "m00.breakeven_price",
        points=1,
        asks=Text(zh="手机支架的保本售价是多少美元？", en="What price breaks even, in dollars?"),
        expects=Number("USD"),
        inputs=STAND,
        draw=_draw_stand,
        personal=True,
        answer=_lowest_price,
        slips=[
            Slip(
                "cost_plus_shipping",
                lambda cost_cny, cny_per_usd, fulfilment, **_: cost_cny / cny_per_usd + fulfilment,
                Text(
                    zh="按这个价卖，平台抽走佣金以后还够付成本和配送费吗？",
                    en="At that price, is there enough left for cost and shipping once the "
                    "marketplace has taken its commission?",
                ),
            ),
            Slip(
                "commission_on_cost",
                lambda cost_cny, cny_per_usd, fulfilment, commission: (
                    (cost_cny / cny_per_usd + fulfilment) * (1 + commission)
                ),
                Text(
                    zh="佣金是按成本算的，还是按售价算的？",
                    en="Is commission a share of the cost or of the price?",
                ),
            ),
            Slip(
                "yuan_as_dollars",
                lambda cost_cny, fulfilment, commission, **_: (
                    (cost_cny + fulfilment) / (1 - commission)
                ),
                Text(
                    zh="38 是人民币还是美元？",
                    en="Is 38 in yuan or in dollars?",
                ),
            ),
        ],
        hints=[
            Text(
                zh="保本的意思是：售价扣掉佣金，剩下的刚好付清成本和配送费。",
                en="Breaking even: the price less commission just pays for cost and shipping.",
            ),
            Text(
                zh="设售价为 P，写出 P − 0.15P = 38 ÷ 6.65 + 4，再解出 P。",
                en="Call the price P, write P − 0.15P = 38 ÷ 6.65 + 4, and solve for P.",
            ),
        ],
        because=Text(
            zh="到手的是售价的 85%，所以保本价 =（采购成本 + 配送费）÷ 0.85。",
            en="85% of the price arrives, so it takes (unit cost + fulfilment) ÷ 0.85.",
        ),
    ),
    Question(
        "m00.rise",
        points=1,
        asks=Text(
            zh="采购成本涨 1 美元，保本售价涨多少？",
            en="The unit cost rises by a dollar. How much does the break-even price rise?",
        ),
        expects=Choice(
            {
                "less": Text(zh="不到 1 美元", en="less than a dollar"),
                "same": Text(zh="正好 1 美元", en="exactly a dollar"),
                "more": Text(zh="超过 1 美元", en="more than a dollar"),
            }
        ),
        answer=lambda: _rise_in_words(STAND),
        slips=[
            Slip(
                "less",
                "less",
                Text(
                    zh="平台会替你分担涨上来的成本吗？",
                    en="Does the marketplace pay a part of your higher cost?",
                ),
            ),
            Slip(
                "same",
                "same",
                Text(
                    zh="售价多收的 1 美元里，有多少真正到了你手里？",
                    en="Of an extra dollar of price, how much reaches you?",
                ),
            ),
        ],
        hints=[
            Text(
                zh="把保本价公式里的成本加 1，看结果变多少。",
                en="Add 1 to the cost in the break-even formula and see what happens.",
            ),
            Text(zh="1 ÷ 0.85 比 1 大还是小？", en="Is 1 ÷ 0.85 more or less than 1?"),
        ],
        because=Text(
            zh="成本涨 1 美元，售价要涨 1 ÷ 0.85 ≈ 1.18 美元：多涨的部分被佣金拿走了。",
            en="The price must rise by 1 ÷ 0.85 ≈ 1.18 dollars, because commission takes its share "
            "of the rise too.",
        ),
    ),
)


def _rise_in_words(stand):
    """Whether the break-even price rises by less, the same or more than the unit cost."""
    dearer = stand | {"cost_cny": stand["cost_cny"] + stand["cny_per_usd"]}
    rise = _lowest_price(**dearer) - _lowest_price(**stand)
    if abs(rise - 1) < 1e-9:
        return "same"
    return "more" if rise > 1 else "less"
