"""Module 04: dropshipping as a test, traffic that builds up, and what a list is worth."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ...analysis.traffic import concentration
from ...analysis.trial import trial_value
from ...assumptions.datasets import load
from ...assumptions.language import Text
from ...assumptions.scenario import Scenario
from ...model.economics import OrderTerms, contribution
from ...model.simulation import simulate
from ...model.theory.content import content_steady, content_visits
from ...model.theory.decay import half_life
from ...model.theory.repeat_purchase import expected_purchases, expected_purchases_of
from ..expects import Choice, Criterion, Essay, Function, Number, Table
from ..question import Guess, Question, Slip

#: Published fit of CDNOW (Fader, Hardie & Lee 2005).
CDNOW = (0.243, 4.414, 0.793, 2.426)


def _losses() -> float:
    """Of 100 runs of dropshipping for two years, those that end with a loss."""
    drop = Scenario("hybrid_drop")
    wealth = simulate(drop, paths=1000).outcome("wealth", "scenario")
    return float(100 * np.mean(wealth < drop.capital))


GUESSES = (
    Guess(
        "m04.losses",
        asks=Text(
            zh="一直代发做两年，100 次里有几次亏",
            en="How many of 100 two-year runs of dropshipping lose money",
        ),
        expects=Number(Text(zh="次", en="runs"), within=5),
        answer=_losses,
        because=Text(
            zh="每单太薄，送得慢、品质管不住，卖不动的品又多；少数爆款只抬高了平均数。",
            en="Each order leaves little, delivery is slow, quality is out of your hands, and most "
            "products do not sell; the few winners only lift the mean.",
        ),
    ),
)


# ------------------------------------------------------------------------------ in the lesson

ACQUISITION = Question(
    "m04.acquisition",
    points=0,
    asks=Text(zh="买一个新客要多少元？", en="What does a new customer cost, in yuan?"),
    expects=Number("CNY"),
    inputs={"click": 3.6, "conversion": 0.015},
    draw=lambda rng: {
        "click": rng.randrange(20, 64, 2) / 10,
        "conversion": rng.choice([0.01, 0.012, 0.016, 0.02, 0.025]),
    },
    answer=lambda click, conversion: float(click / conversion),
    slips=[
        Slip(
            "multiplied",
            lambda click, conversion: click * conversion,
            Text(
                zh="100 次点击才成交一两单。一个客人背后是几次点击，还是不到一次？",
                en="A hundred clicks bring one or two orders. Does one customer take many clicks "
                "or less than one?",
            ),
        ),
        Slip(
            "percent_as_number",
            lambda click, conversion: click / (100 * conversion),
            Text(
                zh="转化率写成小数了吗？1.5% 是百分之一点五，不是一点五。",
                en="Did you write the rate as a fraction? 1.5% is 1.5 in a hundred, not 1.5.",
            ),
        ),
        Slip(
            "one_click",
            lambda click, conversion: click,
            Text(
                zh="点了就会买吗？没买的那些点击，钱谁付？",
                en="Does everyone who clicks buy? Who pays for the clicks of those who do not?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="先想：平均要多少次点击，才出一个客人？",
            en="First, how many clicks does it take to get one customer, on average?",
        ),
        Text(zh="点击价 ÷ 转化率。", en="Click price ÷ conversion."),
    ],
    because=Text(
        zh="一个客人背后是 1 ÷ 1.5% 次点击，每次都要付钱：CPC ÷ CVR。",
        en="It takes 1 ÷ 1.5% clicks to get one customer, and you pay for each: CPC ÷ CVR.",
    ),
)


def _customer(margin, repeats, click, conversion):
    """The account of a customer without discounting."""
    return margin * (1 + repeats) - click / conversion


CUSTOMER = Question(
    "m04.customer",
    points=0,
    asks=Text(
        zh="一个新客两年的账是多少元？",
        en="What does one new customer bring over two years, net, in yuan?",
    ),
    expects=Number("CNY"),
    inputs={"margin": 90.0, "repeats": 2.1, "click": 3.6, "conversion": 0.015},
    draw=lambda rng: {
        "margin": rng.randrange(40, 140, 5) * 1.0,
        "repeats": rng.randrange(3, 32) / 10,
        "click": rng.randrange(20, 64, 2) / 10,
        "conversion": rng.choice([0.01, 0.012, 0.016, 0.02, 0.025]),
    },
    answer=_customer,
    slips=[
        Slip(
            "acquisition_forgotten",
            lambda margin, repeats, **_: margin * (1 + repeats),
            Text(
                zh="这个客人是自己走进来的吗？请他进门花了多少？",
                en="Did this customer walk in by chance? What did it cost to bring them?",
            ),
        ),
        Slip(
            "first_order_forgotten",
            lambda margin, repeats, click, conversion: margin * repeats - click / conversion,
            Text(
                zh="2.1 次是“再”买的次数。第一单赚的算进去了吗？",
                en="2.1 is how often they buy again. Did you count the first order?",
            ),
        ),
        Slip(
            "acquired_every_time",
            lambda margin, repeats, click, conversion: (
                (margin - click / conversion) * (1 + repeats)
            ),
            Text(
                zh="老客是邮件叫回来的。每次回来都要再买一遍广告吗？",
                en="Repeat customers come back by e-mail. Do you pay for ads again on each order?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="列三项：第一单赚多少，复购赚多少，请来花多少。",
            en="Three items: the first order, the repeat orders, and what it cost to win them.",
        ),
        Text(zh="90 × (1 + 2.1) 再减第 1 题的结果。", en="90 × (1 + 2.1) less the first question."),
    ],
    because=Text(
        zh="名单的价值要先扣获客成本：90 × 3.1 − 240 = 39 元。",
        en="To see what a list is worth, subtract what it cost: 90 × 3.1 − 240 = 39.",
    ),
)


def _dropped(price, referral, goods, returned, handling):
    order = OrderTerms(
        price=price,
        unit_cost=goods,
        referral_rate=referral,
        return_rate=returned,
        return_handling=handling,
    )
    return float(contribution(order).cm2)


def _draw_dropped(rng):
    return {
        "price": rng.randrange(120, 260, 5) * 1.0,
        "referral": rng.choice([0.08, 0.12, 0.15, 0.17]),
        "goods": rng.randrange(60, 110, 5) * 1.0,
        "returned": rng.choice([0.05, 0.08, 0.12, 0.2]),
        "handling": rng.randrange(5, 25) * 1.0,
    }


DROP_ORDER = Question(
    "m04.drop_order",
    points=0,
    asks=Text(
        zh="代发一单，广告前平均剩多少元？",
        en="What does a dropshipped order leave before ads, on average, in yuan?",
    ),
    expects=Number("CNY"),
    inputs={"price": 160.0, "referral": 0.15, "goods": 100.0, "returned": 0.10, "handling": 12.0},
    draw=_draw_dropped,
    answer=_dropped,
    slips=[
        Slip(
            "refunds_ignored",
            lambda price, referral, goods, **_: price * (1 - referral) - goods,
            Text(
                zh="十单里有一单要退款，这一单的钱还在你手里吗？",
                en="One order in ten is refunded. Do you get to keep that money?",
            ),
        ),
        Slip(
            "handling_only",
            lambda price, referral, goods, returned, handling: (
                price * (1 - referral) - goods - returned * handling
            ),
            Text(
                zh="退一单，除了处理费，货款是不是也退给买家了？",
                en="Besides the handling cost, didn't the buyer also get the price back?",
            ),
        ),
        Slip(
            "supplier_refunds",
            lambda price, referral, goods, returned, handling: (
                (1 - returned) * (price * (1 - referral) - goods) - returned * handling
            ),
            Text(
                zh="买家退货，供应商会把货款和运费退给你吗？",
                en="When the buyer returns it, does the supplier refund the goods and shipping?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="按 100 单算：多少单的钱留下了，多少单的货付了钱？",
            en="Take 100 orders: how many do buyers pay for in the end, and for how many do you "
            "pay the supplier?",
        ),
        Text(
            zh="收入乘（1 − 退货率），货款运费不打折，再减退货率 × 处理费。",
            en="Revenue × (1 − return rate), minus all of the goods, minus return rate × handling.",
        ),
    ],
    because=Text(
        zh="收入只剩九成，货和运费却是十成：0.90 × 136 − 100 − 1.2 = 21.2 元。",
        en="90% of the revenue, 100% of the goods: 0.90 × 136 − 100 − 1.2 = 21.2.",
    ),
)


#: Log-s.d. of what is not known of a product: a known one, one in a new category, a new style.
SPREADS = {"known": 0.2, "doubtful": 0.8, "fashion": 1.2}


def _no_test() -> str:
    """Where a test of eight weeks is worth least: 60 a week expected, as the shop's orders."""
    worth = {
        case: trial_value(
            60.0,
            spread,
            margin=51.0,
            loss=43.0,
            season_weeks=52,
            test_weeks=8,
            test_margin=33.0,
            least_order=600,
        ).value
        for case, spread in SPREADS.items()
    }
    return min(worth, key=worth.get)


NO_TEST = Question(
    "m04.no_test",
    points=0,
    asks=Text(
        zh="哪种情况下，花八周测款最不值？",
        en="In which case is an eight-week test worth the least?",
    ),
    expects=Choice(
        {
            "known": Text(zh="卖了三年的老品", en="a product sold for three years"),
            "fashion": Text(zh="没人卖过的新款", en="a style nobody has sold yet"),
            "doubtful": Text(zh="没做过的类目", en="a category new to the seller"),
        }
    ),
    answer=_no_test,
    slips=[
        Slip(
            "fashion",
            "fashion",
            Text(
                zh="新款最难料。越难料，先看一眼再决定，是更值还是更不值？",
                en="A new style is the hardest to predict. Is looking before you decide worth more "
                "or less then?",
            ),
        ),
        Slip(
            "doubtful",
            "doubtful",
            Text(
                zh="行家都说不准，测出来的结果会不会改变你的决定？",
                en="If the experts disagree, could the result of a test change your decision?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="测试的价值来自“结果可能让我改主意”。",
            en="A test is worth something because its result may change your mind.",
        ),
        Text(
            zh="到 try_then_stock 里拉“需求不确定性”，看“测款值多少”。",
            en="Move the demand uncertainty in try_then_stock and watch the value of the test.",
        ),
    ],
    because=Text(
        zh="结果不会让你改主意的测试，只花钱和时间。",
        en="A test that cannot change your mind costs time and money, nothing more.",
    ),
)


# ---------------------------------------------------------------------------- in the exercise

CUSTOMER_VALUE = Question(
    "m04.customer_value",
    points=3,
    asks=Text(
        zh="写函数 customer_value(margin, repeats, click, conversion)：一个新客的账，元。",
        en="Write customer_value(margin, repeats, click, conversion): the net value of one new "
        "customer, in yuan.",
    ),
    expects=Function(returns=Number("CNY")),
    inputs={"margin": 66.0, "repeats": 0.8, "click": 2.45, "conversion": 0.018},
    further_cases=[
        {"margin": 120.0, "repeats": 2.0, "click": 5.0, "conversion": 0.02},
        {"margin": 50.0, "repeats": 0.0, "click": 0.5, "conversion": 0.02},
    ],
    draw=lambda rng: {
        "margin": rng.randrange(30, 150, 5) * 1.0,
        "repeats": rng.randrange(1, 33) / 10,
        "click": rng.randrange(10, 64, 2) / 10,
        "conversion": rng.choice([0.01, 0.015, 0.02, 0.03]),
    },
    answer=_customer,
    slips=[
        Slip(
            "acquisition_forgotten",
            lambda margin, repeats, **_: margin * (1 + repeats),
            Text(
                zh="名单值钱，可进名单的门票呢？点击价和转化率用上了吗？",
                en="That is what the list brings, but what did it cost? Use click and conversion.",
            ),
        ),
        Slip(
            "first_order_forgotten",
            lambda margin, repeats, click, conversion: margin * repeats - click / conversion,
            Text(
                zh="repeats 是 0 的时候，第一单赚的钱还在不在？",
                en="With no repeat orders at all, does your function still count the first one?",
            ),
        ),
        Slip(
            "click_as_acquisition",
            lambda margin, repeats, click, conversion: margin * (1 + repeats) - click,
            Text(
                zh="减掉的是一次点击。一个客人背后只有一次点击吗？",
                en="You subtracted one click. Does it take only one click to get a customer?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="第一单和复购每单赚的一样多，先合在一起。",
            en="First and repeat orders leave the same amount: add them up first.",
        ),
        Text(
            zh="margin * (1 + repeats) 再减 click / conversion。",
            en="margin * (1 + repeats) minus click / conversion.",
        ),
    ],
    because=Text(
        zh="一次获客，多次成交：获客成本只减一次，但一定要减。",
        en="Won once, sold to many times: subtract the acquisition cost once, but do subtract it.",
    ),
)


VISITS = Question(
    "m04.visits",
    points=2,
    asks=Text(
        zh="投了 26 周内容，每周有多少次访问？",
        en="How many visits a week does 26 weeks of content bring?",
    ),
    expects=Number(Text(zh="次/周", en="visits a week"), within=1),
    inputs={"spend": 2000.0, "effect": 0.03, "decay": 0.02, "weeks": 26},
    draw=lambda rng: {
        "spend": rng.randrange(800, 4000, 100) * 1.0,
        "effect": rng.choice([0.02, 0.025, 0.04, 0.05]),
        "decay": rng.choice([0.01, 0.015, 0.025, 0.03]),
        "weeks": rng.choice([20, 30, 40]),
    },
    answer=lambda spend, effect, decay, weeks: float(content_visits(spend, effect, decay, weeks)),
    slips=[
        Slip(
            "settled",
            lambda spend, effect, decay, **_: float(content_steady(spend, effect, decay)),
            Text(
                zh="这是攒到最后的数。才投了半年，池子满了吗？",
                en="That is where it levels off. Is the tank full after half a year?",
            ),
        ),
        Slip(
            "nothing_fades",
            lambda spend, effect, weeks, **_: spend * effect * weeks,
            Text(
                zh="半年前写的内容，今天还带来一样多的访问吗？",
                en="Does content from half a year ago still bring as many visits?",
            ),
        ),
        Slip(
            "one_week",
            lambda spend, effect, **_: spend * effect,
            Text(
                zh="这是一周内容带来的访问。之前几周的内容都没了吗？",
                en="That is what one week of content brings. Is content from earlier weeks gone?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="每周流失一点，剩下的再流失一点：第一周的内容，到最后还剩多少？",
            en="Each week, a share of what is left is lost: how much of the first week's content "
            "is still there?",
        ),
        Text(
            zh="G = (ηC/δ) × (1 − (1 − δ)ⁿ)，也可以用循环一周一周算。",
            en="G = (ηC/δ) × (1 − (1 − δ)ⁿ), or a loop over the weeks.",
        ),
    ],
    because=Text(
        zh="稳定值 3,000 次，26 周才攒到四成：内容要等。",
        en="It levels off at 3,000 visits, and about 40% of them are there after 26 weeks: content "
        "takes time.",
    ),
)


HALF = Question(
    "m04.half",
    points=1,
    asks=Text(zh="内容流量攒到一半要几周？", en="After how many weeks is the traffic half grown?"),
    expects=Number(Text(zh="周", en="weeks"), within=0.5),
    inputs={"decay": 0.02},
    draw=lambda rng: {
        "decay": rng.choice([0.008, 0.01, 0.012, 0.025, 0.03, 0.04, 0.05, 0.06])
        * rng.choice([1.0, 1.1, 1.2, 0.9])
    },
    answer=lambda decay: float(half_life(1 - decay)),
    slips=[
        Slip(
            "half_of_one_over",
            lambda decay: 0.5 / decay,
            Text(
                zh="每周流失的是剩下那些的一部分，不是最初那些的。一直减同一个数对吗？",
                en="A share of what is left fades, not of the first amount. Is it always the same "
                "number?",
            ),
        ),
        Slip(
            "mean_life",
            lambda decay: 1 / decay,
            Text(
                zh="这是内容的平均寿命。攒到一半，要等这么久吗？",
                en="That is the average life of content. Is halfway really that far off?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="解 (1 − δ)ⁿ = 0.5，和投多少钱无关。",
            en="Solve (1 − δ)ⁿ = 0.5; how much you spend does not matter.",
        ),
        Text(
            zh="两边取对数：n = ln 0.5 ÷ ln(1 − δ)，可用 math.log。",
            en="Take logarithms: n = ln 0.5 ÷ ln(1 − δ), with math.log.",
        ),
    ],
    because=Text(
        zh="多投钱只会把池子灌得更高，不会灌得更快。",
        en="More money fills the tank higher, not faster.",
    ),
)


def _option(chance, good, bad, test_cost):
    """Value of a test that tells: stock only if it is good, against the best without a test."""
    return chance * good - test_cost - max(0.0, chance * good - (1 - chance) * bad)


def _draw_option(rng):
    return {
        "chance": rng.choice([0.25, 0.35, 0.4, 0.45]),
        "good": rng.randrange(150, 320, 10) * 1000.0,
        "bad": rng.randrange(40, 70, 5) * 1000.0,
        "test_cost": rng.randrange(5, 16) * 1000.0,
    }


OPTION = Question(
    "m04.option",
    points=2,
    asks=Text(zh="测款值多少元？", en="What is the test worth, in yuan?"),
    expects=Number("CNY"),
    inputs={"chance": 0.3, "good": 200_000.0, "bad": 60_000.0, "test_cost": 15_000.0},
    draw=_draw_option,
    answer=_option,
    slips=[
        Slip(
            "against_nothing",
            lambda chance, good, test_cost, **_: chance * good - test_cost,
            Text(
                zh="这是测了再做能赚多少。不测、直接备货，本来能赚多少？",
                en="That is what testing first brings. What would buying stock right away bring?",
            ),
        ),
        Slip(
            "test_for_free",
            lambda chance, good, bad, test_cost: _option(chance, good, bad, 0.0),
            Text(zh="测款花的钱呢？", en="And what does the test cost?"),
        ),
        Slip(
            "bad_batch_bought_anyway",
            lambda chance, good, bad, test_cost: (
                chance * good
                - (1 - chance) * bad
                - test_cost
                - max(0.0, chance * good - (1 - chance) * bad)
            ),
            Text(
                zh="测出来不行，你还会备那批货吗？",
                en="When the test says no, would you still buy the batch?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="分两种做法各求期望：先测再决定；不测，选期望更好的那个（备货或不做）。",
            en="Work out two expected values: test, then decide; or, without a test, the better of "
            "stocking and doing nothing.",
        ),
        Text(
            zh="先测：成的时候才备货，赔的那一半不发生，再减测款费。两者相减。",
            en="With a test, you stock only in the good case: 0.3 × 200,000 minus the test. Then "
            "subtract the value without a test.",
        ),
    ],
    because=Text(
        zh="先测 0.3 × 20 万 − 1.5 万 = 4.5 万，不测 1.8 万：测试值 2.7 万，"
        "是它替你挡下的那批滞销货。",
        en="With a test 0.3 × 200,000 − 15,000 = 45,000, without one 18,000: the test is worth "
        "27,000, because it keeps you from buying the bad batch.",
    ),
)


def _source_index(rank, ads, content, list_orders):
    return float(concentration([rank, ads, content, list_orders]))


def _draw_sources(rng):
    return {
        "rank": rng.randrange(100, 260, 5),
        "ads": rng.randrange(30, 95, 5),
        "content": rng.randrange(10, 60, 5),
        "list_orders": rng.randrange(5, 50, 5),
    }


SPREAD = Question(
    "m04.spread",
    points=1,
    asks=Text(
        zh="订单来源的集中度（HHI）是多少？", en="How concentrated are the sources of orders (HHI)?"
    ),
    expects=Number("", within=0.002),
    inputs={"rank": 240, "ads": 75, "content": 45, "list_orders": 40},
    draw=_draw_sources,
    answer=_source_index,
    slips=[
        Slip(
            "orders_squared",
            lambda **orders: sum(v**2 for v in orders.values()),
            Text(
                zh="平方的是份额还是单数？HHI 最大是 1。",
                en="Do you square shares, or orders? The index is never above 1.",
            ),
        ),
        Slip(
            "largest_share",
            lambda **orders: max(orders.values()) / sum(orders.values()),
            Text(
                zh="这是最大来源的份额。另外几个来源怎么分布，也要算进去。",
                en="That is the share of the largest source. How the others are split matters too.",
            ),
        ),
        Slip(
            "not_squared",
            lambda **orders: 1 / len(orders),
            Text(
                zh="只有四个来源一样多的时候才是这个数。它们一样多吗？",
                en="That would be right for four equal sources. Are they equal?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="先把四个单数除以总数，变成份额。",
            en="Divide each of the four by the total first.",
        ),
        Text(zh="份额各自平方，再相加。", en="Square each share and add them up."),
    ],
    because=Text(
        zh="HHI 是份额的平方和：越接近 1，越是把店押在一个来源上。",
        en="The sum of squared shares: the closer to 1, the more the shop depends on one source.",
    ),
)


def _coming_back(frequency, recency, observed):
    return float(expected_purchases_of(39, frequency, recency, observed, *CDNOW))


def _draw_known(rng):
    recency = rng.randrange(60, 330) / 10
    return {
        "frequency": rng.randrange(2, 9),
        "recency": recency,
        "observed": round(recency + rng.randrange(30, 90) / 10, 1),
    }


def _unconditional(**_):
    return float(expected_purchases(39, *CDNOW))


COMING_BACK = Question(
    "m04.coming_back",
    points=2,
    asks=Text(
        zh="这位客人后 39 周还会买几次？",
        en="How many purchases do you expect from this customer in the next 39 weeks?",
    ),
    expects=Number(Text(zh="次", en="purchases"), within=0.02),
    inputs={"frequency": 6, "recency": 12.0, "observed": 38.0},
    draw=_draw_known,
    answer=_coming_back,
    slips=[
        Slip(
            "same_pace",
            lambda frequency, observed, **_: frequency / observed * 39,
            Text(
                zh="他好些周没露面了。还能照原来的速度算吗？",
                en="The last purchase was long ago. Does the old pace still apply?",
            ),
        ),
        Slip(
            "a_new_customer",
            _unconditional,
            Text(
                zh="这是一个新客的期望。这位客人的记录你用上了吗？",
                en="That is what to expect from a new customer. Did you use this one's record?",
            ),
        ),
        Slip(
            "recency_swapped",
            lambda frequency, recency, observed: _coming_back(
                frequency, max(0.0, observed - recency), observed
            ),
            Text(
                zh="recency 是从第一次购买数到最后一次，还是从最后一次数到今天？",
                en="Does recency count from the first purchase to the last, or from the last to "
                "today?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="用 repeat_purchase.expected_purchases_of(39, x, t_x, T, **cdnow)："
            "x 是复购次数，t_x 是最后一次在第几周，T 是观察了几周。",
            en="Use repeat_purchase.expected_purchases_of(39, purchases, last, observed, **cdnow).",
        ),
        Text(
            zh="买得勤、却很久没来，模型会怎么想？用 chance_alive 看看。",
            en="Many purchases, then silence: what does the model make of that? See chance_alive.",
        ),
    ],
    because=Text(
        zh="买得越勤的人，安静下来越说明他走了：他还在的概率很小，所以预期远低于照旧的速度。",
        en="The more often a customer used to buy, the more silence tells you: this one has "
        "probably left, so little can be expected.",
    ),
)


EDGES, BANDS = [-1, 0, 1, 3, 99], ["0", "1", "2-3", "4+"]


def _bands(edges=EDGES, how="mean", right=True):
    customers = load("cdnow_customers")
    band = pd.cut(customers["frequency"], edges, labels=BANDS, right=right).rename("band")
    grouped = customers.groupby(band, observed=True)
    return grouped.agg(customers=("customer", "count"), later=("later", how))


LOYALTY = Question(
    "m04.loyalty",
    points=3,
    asks=Text(
        zh="按头 39 周的复购次数分档：各有多少人，后 39 周平均买几次？",
        en="By repeat purchases of the first 39 weeks: how many customers, and how many purchases "
        "later on average?",
    ),
    expects=Table(key="band", columns={"later": Number(within=0.01)}),
    answer=_bands,
    slips=[
        Slip(
            "summed",
            lambda: _bands(how="sum"),
            Text(
                zh="要的是每人平均，还是这一档加起来？",
                en="Does the question ask for the average per customer, or the total of the band?",
            ),
        ),
        Slip(
            "edges_left_closed",
            lambda: _bands(edges=[0, 1, 3, 4, 100], right=False),
            Text(
                zh="pd.cut 默认右边封口：(1, 3] 里有没有 1，有没有 3？再看看 2-3 次的人落在哪档。",
                en="pd.cut closes bands on the right: is 1 in (1, 3], and is 3? See where those "
                "with 2 or 3 have gone.",
            ),
        ),
        Slip(
            "three_in_the_last",
            lambda: _bands(edges=[-1, 0, 1, 2, 99]),
            Text(
                zh="复购 3 次的人放进哪一档了？",
                en="Which band do customers who came back 3 times belong to?",
            ),
        ),
    ],
    hints=[
        Text(
            zh='分档：pd.cut(customers["frequency"], [-1, 0, 1, 3, 99], labels=[...])，四个标签。',
            en='Bands: pd.cut(customers["frequency"], [-1, 0, 1, 3, 99], labels=[...]), four '
            "labels.",
        ),
        Text(
            zh='再 groupby("band", observed=True).agg(customers=(..., "count"), '
            'later=(..., "mean"))。',
            en='Then groupby("band", observed=True).agg(customers=(..., "count"), '
            'later=(..., "mean")).',
        ),
    ],
    because=Text(
        zh="从没回头的 1,411 人占六成，后半段平均只买 0.24 次；"
        "回头四次以上的不到一成，人均约 4 次。",
        en="60% of them, 1,411, had never come back and later bought 0.24 times on average; fewer "
        "than 10% came back four times or more, and those bought about four times.",
    ),
)


def _claims():
    """What the assistant's steps say, beside what the model and the data say."""
    customers = load("cdnow_customers")
    returned = contribution(
        OrderTerms(price=160, referral_rate=0.15, return_rate=0.08, return_handling=12)
    )
    return {
        "A": (200.0, 4 / 0.02),
        "B": (0.40, float(customers["frequency"].mean())),
        "C": (2000.0, float(content_steady(1000, 0.03, 0.015))),
        "D": (0.96, -float(returned.rows["returns"])),
        "E": (18_000.0, 0.3 * 200_000 - 0.7 * 60_000),
        "F": (1.5, 200 / 80 - 1),
    }


WRONG_STEPS = Question(
    "m04.wrong_steps",
    points=2,
    asks=Text(
        zh="AI 助手写的这份分析里，哪两步错了？",
        en="Which two steps of the assistant's analysis are wrong?",
    ),
    expects=Choice(
        {
            "A": Text(zh="获客 200 元", en="acquisition 200 yuan"),
            "B": Text(zh="平均复购 0.4 次", en="0.4 repeat purchases"),
            "C": Text(zh="稳定在 2,000 次", en="settles at 2,000"),
            "D": Text(zh="退货 0.96 元", en="returns 0.96 yuan"),
            "E": Text(zh="期望 18,000 元", en="18,000 yuan expected"),
            "F": Text(zh="再买 1.5 次回本", en="paid back by 1.5 more"),
        }
    ),
    answer=lambda: {step for step, (said, right) in _claims().items() if abs(said - right) > 0.01},
    slips=[
        Slip(
            "content_doubted",
            lambda: {"C", "D"},
            Text(
                zh="投入 × 效率 ÷ 流失，再算一遍。回过头的人，都只回来一次吗？",
                en="Spend × yield ÷ decay: work it out again. And does everyone who comes back do "
                "so just once?",
            ),
        ),
        Slip(
            "returns_believed",
            lambda: {"B", "F"},
            Text(
                zh="退一单，买家只要回了处理费吗？第一单赚的，能不能先抵一部分获客成本？",
                en="When a buyer returns something, do you lose only the handling? And doesn't the "
                "first order pay part of the acquisition?",
            ),
        ),
        Slip(
            "expectation_doubted",
            lambda: {"B", "E"},
            Text(
                zh="E 是不测就备货的期望，两种结果都算了。退款呢，看过了吗？",
                en="E is the expected value of stocking without a test, both cases counted. "
                "Have you looked at the refunds?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="每个“率”都问一句：是百分之几的人，还是平均几次？",
            en="For every rate, ask: is it a share of people, or a number of times?",
        ),
        Text(
            zh='load("cdnow_customers")["frequency"].mean() 是多少？退货的算法见课文自测第 3 题。',
            en='What is load("cdnow_customers")["frequency"].mean()? For returns see question 3 '
            "of the lesson.",
        ),
    ],
    because=Text(
        zh="B：四成是回来过的人的占比，有人回来好几次，平均是 1.04 次。"
        "D：退货丢的是整笔净收入再加处理费，平均每单 11.84 元。",
        en="B: 40% is the share of people who came back; some came back many times, and the "
        "average is 1.04. D: a return loses the whole net revenue plus its handling, 11.84 yuan "
        "per order on average.",
    ),
)


MEMO = Question(
    "m04.memo",
    points=4,
    asks=Text(
        zh="两个决定怎么做？替方云写一份一页纸的计划。",
        en="How should Fang Yun decide? Write her plan on one page.",
    ),
    expects=Essay(
        rubric=[
            Criterion(
                1,
                Text(
                    zh="对货的决定有数：引用亏钱概率或中位数，并说明在什么不确定性下成立",
                    en="the decision about goods rests on numbers: chance of a loss or median, and "
                    "the uncertainty under which they hold",
                ),
            ),
            Criterion(
                1,
                Text(
                    zh="测款有规则：测几周，什么数订货、什么数换品，最多花多少",
                    en="the test has rules: how many weeks, at which number to order, at which to "
                    "drop the product, and what it may cost",
                ),
            ),
            Criterion(
                1,
                Text(
                    zh="对独立站的决定同时用到复购率、考察期和获客成本",
                    en="the decision about the site uses repeat rate, horizon and cost of "
                    "acquisition together",
                ),
            ),
            Criterion(
                1,
                Text(
                    zh="指出最可能推翻计划的一个假设，并写明怎么尽早验证它",
                    en="names the assumption most likely to overturn the plan, and how to check "
                    "it early",
                ),
            ),
        ],
        at_least=60,
    ),
    hints=[
        Text(
            zh="两个决定分开写，每个先写结论，再写凭哪个数。",
            en="One decision at a time: the conclusion first, then the number it rests on.",
        ),
        Text(
            zh="到 own_site_ahead 上找：复购要多高、看多久，独立站才过半？",
            en="Find out on own_site_ahead: which repeat rate and horizon bring the site above one "
            "half?",
        ),
    ],
    because=Text(
        zh="好计划写得出“什么数一出现就改主意”，也说得清哪些数是自己的、哪些是借来的。",
        en="A good plan says at what number it changes course, and which numbers are measured and "
        "which are borrowed.",
    ),
)


QUESTIONS = (
    ACQUISITION,
    CUSTOMER,
    DROP_ORDER,
    NO_TEST,
    CUSTOMER_VALUE,
    VISITS,
    HALF,
    OPTION,
    SPREAD,
    COMING_BACK,
    LOYALTY,
    WRONG_STEPS,
    MEMO,
)
