"""Module 03: when an ad test should stop, how many wholesale orders are enough, what eBay takes."""

from __future__ import annotations

import math

from ...analysis.platforms import baskets
from ...assumptions import fees
from ...assumptions.datasets import load
from ...assumptions.language import Text
from ...assumptions.scenario import Scenario
from ...model.economics import breakeven_conversion
from ...model.theory.ad_test import chance_of_paying, clicks_to_reject
from ...model.theory.wholesale import none_in, orders_needed, orders_won
from ..expects import Choice, Criterion, Essay, Function, Number, Table
from ..question import Guess, Question, Slip

#: The day whose eBay fees lesson and exercise use.
DAY = "2025-12-31"

CLICKS = Text(zh="次点击", en="clicks")
ORDERS = Text(zh="单", en="orders")


def _stop(click_price, margin, level=0.05):
    return float(clicks_to_reject(float(breakeven_conversion(click_price, margin)), level=level))


GUESSES = (
    Guess(
        "m03.clicks",
        asks=Text(zh="一单没卖，第几次点击该停", en="Clicks without a sale before you stop"),
        expects=Number(CLICKS, within=2),
        inputs={"click_price": 6.0, "margin": 49.5},
        answer=_stop,
        because=Text(
            zh="保本转化率 12.1%，真有这么高，连着 24 次落空的概率已经不到 5%。",
            en="Break-even takes 12.1%; if the rate were that high, 24 misses in a row would have "
            "a chance below 5%.",
        ),
    ),
)


# ------------------------------------------------------------------------------ in the lesson


def _draw_test(rng):
    return {"click_price": rng.choice([2.5, 3.0, 5.0, 7.0]), "margin": rng.randrange(30, 91, 5)}


BREAKEVEN_CONVERSION = Question(
    "m03.breakeven_conversion",
    points=0,
    asks=Text(zh="保本转化率是多少？", en="What is the break-even conversion?"),
    expects=Number("%"),
    inputs={"click_price": 4.0, "margin": 50},
    draw=_draw_test,
    answer=lambda click_price, margin: float(breakeven_conversion(click_price, margin)),
    slips=[
        Slip(
            "inverse",
            lambda click_price, margin: margin / click_price,
            Text(
                zh="转化率能大于 1 吗？是不是除反了？",
                en="Can a conversion rate exceed 1? Did you divide the wrong way round?",
            ),
        ),
        Slip(
            "click_kept",
            lambda click_price, margin: click_price / (margin + click_price),
            Text(
                zh="分母是一单在付广告费之前剩下的钱。点击费还要再加一次吗？",
                en="Below the line stands what an order leaves before ads. Does the click go in "
                "again?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="100 次点击花多少钱？要卖几单才赚得回来？",
            en="What do 100 clicks cost, and how many orders does it take to earn that back?",
        ),
        Text(zh="点击单价 ÷ 每单广告前贡献。", en="Price of a click ÷ contribution before ads."),
    ],
    because=Text(
        zh="100 次点击花 400 元，每单剩 50 元，要 8 单：8%。",
        en="100 clicks cost 400 yuan and an order leaves 50, so it takes 8: 8%.",
    ),
)


STOP_CLICK = Question(
    "m03.stop_click",
    points=0,
    asks=Text(
        zh="连续几次点击没成交，就该停？", en="After how many clicks without a sale do you stop?"
    ),
    expects=Number(CLICKS, within=0.5),
    inputs={"click_price": 4.0, "margin": 50},
    draw=_draw_test,
    answer=_stop,
    slips=[
        Slip(
            "one_sale_expected",
            lambda click_price, margin: margin / click_price,
            Text(
                zh="平均这么多次点击出一单。平均该出一单而没出，就够肯定了吗？",
                en="After so many clicks one sale is expected. Is missing one that was expected "
                "proof enough?",
            ),
        ),
        Slip(
            "one_percent",
            lambda click_price, margin: _stop(click_price, margin, level=0.01),
            Text(
                zh="这是误停风险 1% 的答案。题目允许几成？",
                en="That is the answer for a risk of 1%. Which risk does the question allow?",
            ),
        ),
        Slip(
            "half",
            lambda click_price, margin: _stop(click_price, margin, level=0.5),
            Text(
                zh="这时候连续落空还有一半的可能，不算稀奇。5% 要再等多少次？",
                en="At that point, no sale still has an even chance. How much longer until 5%?",
            ),
        ),
        Slip(
            "rule_of_three",
            lambda click_price, margin: 3 * margin / click_price,
            Text(
                zh="三法则是心算用的近似，还带了半次点击。准确的整数次是多少？",
                en="The rule of three is a shortcut, and half a click cannot happen. What is the "
                "exact whole number?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="真实转化率是 8% 的话，n 次都落空的概率是 0.92 的 n 次方。",
            en="If the true rate is 8%, the chance of n misses in a row is 0.92 to the power n.",
        ),
        Text(
            zh="三法则心算是 37.5；准确的用 ad_test.clicks_to_reject(q)，q 是保本转化率。",
            en="The rule of three gives 37.5; for the exact number use ad_test.clicks_to_reject, "
            "with q the break-even rate.",
        ),
    ],
    because=Text(
        zh="0.92 的 35 次方还大于 5%，36 次方才小于，所以是 36 次；三法则的 37.5 差得不多。",
        en="0.92 to the power 35 is still above 5%, to the power 36 below it: 36 clicks. The rule "
        "of three is not far off.",
    ),
)


BREAKEVEN_ROAS = Question(
    "m03.breakeven_roas",
    points=0,
    asks=Text(zh="ROAS 到多少，广告才不亏？", en="What ROAS do the ads need to break even?"),
    expects=Number(),
    inputs={"price": 200.0, "margin": 40.0},
    draw=lambda rng: {
        "price": rng.randrange(120, 400, 20) * 1.0,
        "margin": rng.randrange(25, 60, 5) * 1.0,
    },
    answer=lambda price, margin: price / margin,
    slips=[
        Slip(
            "one",
            lambda price, margin: 1.0,
            Text(
                zh="花一元、卖一元，货款和运费从哪里出？",
                en="One yuan of ads for one yuan of sales: who pays for the goods and the freight?",
            ),
        ),
        Slip(
            "acos",
            lambda price, margin: margin / price,
            Text(
                zh="这是保本 ACoS。ROAS 是它的什么？",
                en="This is the break-even ACoS. How is ROAS related to it?",
            ),
        ),
        Slip(
            "cost_share",
            lambda price, margin: price / (price - margin),
            Text(
                zh="分母是成本，还是能拿来付广告费的那部分？",
                en="Should you divide by the cost, or by the part that can pay for ads?",
            ),
        ),
    ],
    hints=[
        Text(zh="一单最多能付多少广告费？", en="How much can one order pay for ads at most?"),
        Text(zh="售价 ÷ 广告前贡献。", en="Price ÷ contribution before ads."),
    ],
    because=Text(
        zh="一单最多花 40 元广告费，卖出 200 元，所以要每元广告卖出 5 元。",
        en="An order can carry 40 yuan of ads and brings 200 in sales: 5 of sales for 1 of ads.",
    ),
)


ORDERS_EXPECTED = Question(
    "m03.orders_expected",
    points=0,
    asks=Text(zh="一年预计几单？", en="How many orders are expected in a year?"),
    expects=Number(ORDERS, within=0.05),
    inputs={"inquiries": 80, "samples": 0.15, "returns": 0.25},
    draw=lambda rng: {
        "inquiries": rng.randrange(40, 160, 10),
        "samples": rng.choice([0.10, 0.12, 0.18, 0.2]),
        "returns": rng.choice([0.2, 0.3, 0.35]),
    },
    answer=lambda inquiries, samples, returns: float(orders_won(12 * inquiries, samples, returns)),
    slips=[
        Slip(
            "one_month",
            lambda inquiries, samples, returns: inquiries * samples * returns,
            Text(zh="这是一个月的。一年呢？", en="That is one month. What about a year?"),
        ),
        Slip(
            "shares_added",
            lambda inquiries, samples, returns: 12 * inquiries * (samples + returns),
            Text(
                zh="样品成单率是询盘里的几成，还是样品里的几成？",
                en="Is the last rate a share of inquiries, or of samples?",
            ),
        ),
        Slip(
            "samples_only",
            lambda inquiries, samples, returns: 12 * inquiries * samples,
            Text(zh="寄出样品就算成单了吗？", en="Does sending a sample mean winning an order?"),
        ),
    ],
    hints=[
        Text(zh="一层一层往下乘。", en="Multiply your way down the funnel."),
        Text(
            zh="每月询盘 × 12 × 寄样率 × 样品成单率。",
            en="Inquiries a month × 12 × sample rate × order rate.",
        ),
    ],
    because=Text(zh="960 条询盘，144 份样品，36 单。", en="960 inquiries, 144 samples, 36 orders."),
)


def _what_now(clicks=24, sales=1, breakeven=6.0 / 49.5, level=0.05):
    """Stop, go on or scale up, by the chance that the conversion breaks even."""
    chance = float(chance_of_paying(breakeven, sales, clicks))
    return "stop" if chance < level else "scale" if chance > 1 - level else "go_on"


ONE_SALE = Question(
    "m03.one_sale",
    points=0,
    asks=Text(
        zh="24 次点击、一单成交，保本转化率 12.1%，怎么办？",
        en="24 clicks, one sale, break-even at 12.1%: what now?",
    ),
    expects=Choice(
        {
            "stop": Text(zh="停", en="stop"),
            "go_on": Text(zh="继续", en="go on"),
            "scale": Text(zh="加大预算", en="raise the budget"),
        }
    ),
    answer=_what_now,
    slips=[
        Slip(
            "stop",
            "stop",
            Text(
                zh="24 次是“一单没有”的停止线。有了一单，线往后挪到哪里？",
                en="24 is the line for no sale at all. With one sale, where does the line move to?",
            ),
        ),
        Slip(
            "scale",
            "scale",
            Text(
                zh="一单就是 4.2% 的转化率，够 12.1% 了吗？只靠一单能肯定什么？",
                en="One sale is a conversion of 4.2%; is that 12.1%? And how sure can one sale "
                "make you?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="用 ad_test.chance_of_paying(q, sales=1, clicks=24) 算算把握。",
            en="Work out ad_test.chance_of_paying(q, sales=1, clicks=24).",
        ),
        Text(
            zh="低于 5% 才停，高于 95% 才加码，中间只能继续。",
            en="Below 5% says stop, above 95% says scale; anything between says go on.",
        ),
    ],
    because=Text(
        zh="把握还有 18% 左右：不看好，但没到停的线。有一单之后，要到第 38 次才停。",
        en="The chance is still about 18%: not promising, but not below the line either. With one "
        "sale, the line moves to click 38.",
    ),
)


# ---------------------------------------------------------------------------- in the exercise

STOP_AFTER = Question(
    "m03.stop_after",
    points=3,
    asks=Text(
        zh="写函数 stop_after(click_price, margin)：连续几次点击没成交就停？",
        en="Write stop_after(click_price, margin): after how many clicks without a sale to stop.",
    ),
    expects=Function(returns=Number(CLICKS, within=0)),
    inputs={"click_price": 6.0, "margin": 49.5},
    further_cases=[{"click_price": 3.0, "margin": 20.0}, {"click_price": 2.0, "margin": 100.0}],
    draw=lambda rng: {
        "click_price": rng.choice([1.5, 2.5, 4.0, 5.5, 8.0]),
        "margin": rng.randrange(24, 160, 4) * 1.0,
    },
    answer=_stop,
    slips=[
        Slip(
            "rule_of_three",
            lambda click_price, margin: math.ceil(3 * margin / click_price),
            Text(
                zh="三法则是近似。题目要精确的，用对数算一遍差几次？",
                en="The rule of three is an approximation. How many clicks off is it from the "
                "logarithms?",
            ),
        ),
        Slip(
            "rounded_down",
            lambda click_price, margin: _stop(click_price, margin) - 1,
            Text(
                zh="少一次点击，落空的概率到 5% 以下了吗？该往哪边取整？",
                en="With one click fewer, is the chance of no sale below 5%? Round which way?",
            ),
        ),
        Slip(
            "logarithm_of_q",
            lambda click_price, margin: math.ceil(math.log(0.05) / math.log(click_price / margin)),
            Text(
                zh="对数里放的是成交的概率，还是落空的概率？",
                en="Which chance goes into the logarithm: that of a sale, or of a miss?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="先算 q = click_price / margin，再解 (1 − q) 的 n 次方 = 0.05。",
            en="First q = click_price / margin, then solve (1 − q) to the power n = 0.05.",
        ),
        Text(
            zh="n = math.log(0.05) / math.log(1 - q)，用 math.ceil 往上取整。",
            en="n = math.log(0.05) / math.log(1 - q), rounded up by math.ceil.",
        ),
    ],
    because=Text(
        zh="落空 n 次的概率是 (1 − q)ⁿ，取对数解出 n，再往上取整。",
        en="The chance of n misses is (1 − q)ⁿ; take logarithms, solve for n, round up.",
    ),
)


STAKE = Question(
    "m03.stake",
    points=1,
    asks=Text(zh="停下时花了多少元？", en="How many yuan are spent by the time you stop?"),
    expects=Number("CNY", within=0.5),
    inputs={"click_price": 3.0, "margin": 60.0},
    draw=lambda rng: {
        "click_price": rng.choice([2.0, 4.0, 5.0, 6.0]),
        "margin": rng.randrange(40, 121, 10) * 1.0,
    },
    answer=lambda click_price, margin: click_price * _stop(click_price, margin),
    slips=[
        Slip(
            "clicks_only",
            lambda click_price, margin: _stop(click_price, margin),
            Text(
                zh="这是次数。花了多少钱？", en="That is the number of clicks. What did they cost?"
            ),
        ),
        Slip(
            "three_orders",
            lambda click_price, margin: 3 * margin,
            Text(
                zh="“三单的利润”是心算的近似。精确的次数乘点击价是多少？",
                en="The profit of three orders is a rule of thumb. What do the exact clicks cost?",
            ),
        ),
        Slip(
            "one_order",
            lambda click_price, margin: margin,
            Text(
                zh="花到一单的利润就停，碰上好商品，错停的机会有多大？",
                en="Stopping once the profit of one order is spent: how often would that stop a "
                "good product?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="先求第几次停，再乘点击单价。",
            en="First find the click to stop at, then multiply by the click price.",
        ),
        Text(zh="保本转化率是 3 ÷ 60 = 5%。", en="The break-even conversion is 3 ÷ 60 = 5%."),
    ],
    because=Text(
        zh="5% 要 59 次点击，177 元，正好接近三单的利润 180 元。",
        en="At 5% it takes 59 clicks, 177 yuan, close to the profit of three orders, 180.",
    ),
)


CAMPAIGN = Question(
    "m03.campaign_result",
    points=2,
    asks=Text(
        zh="这次广告一共赚了还是亏了多少元？",
        en="How many yuan did the campaign make or lose?",
    ),
    expects=Number("CNY", within=0.5),
    inputs={"spend": 8000, "orders": 50, "price": 190, "margin": 38},
    draw=lambda rng: {
        "spend": rng.randrange(4000, 9001, 500),
        "orders": rng.randrange(40, 90, 5),
        "price": rng.randrange(150, 260, 10),
        "margin": rng.randrange(30, 61, 2),
    },
    answer=lambda spend, orders, price, margin: orders * margin - spend,
    slips=[
        Slip(
            "revenue_less_spend",
            lambda spend, orders, price, margin: orders * price - spend,
            Text(
                zh="ROAS 大于 1，就是赚了吗？货款、运费、佣金付过了没有？",
                en="Does a ROAS above 1 mean profit? Who pays for goods, freight and fees?",
            ),
        ),
        Slip(
            "no_ads",
            lambda spend, orders, price, margin: orders * margin,
            Text(zh="广告费减掉了吗？", en="Did you subtract the ad spend?"),
        ),
        Slip(
            "loss_without_sign",
            lambda spend, orders, price, margin: abs(orders * margin - spend),
            Text(zh="是赚还是亏？亏要写成负数。", en="Gain or loss? A loss is negative."),
        ),
    ],
    hints=[
        Text(
            zh="一单在付广告费之前剩 38 元，不是 190 元。",
            en="An order leaves 38 yuan before ads, not 190.",
        ),
        Text(zh="单数 × 广告前贡献 − 广告费。", en="Orders × contribution before ads − ad spend."),
    ],
    because=Text(
        zh="ROAS 是 1.19，看着像赚；50 单只留下 1,900 元，广告费 8,000 元，亏 6,100 元。",
        en="A ROAS of 1.19 looks like a profit, but 50 orders leave 1,900 yuan against 8,000 spent "
        "on ads: a loss of 6,100.",
    ),
)


def _final_value(price, shipping, tax):
    total = round((price + shipping) * (1 + tax), 2)
    return float(fees.ebay_final_value(total, "Most categories", on=DAY).amount)


EBAY_FEE = Question(
    "m03.ebay_fee",
    points=2,
    asks=Text(zh="eBay 的成交费是多少美元？", en="What is eBay's final value fee, in dollars?"),
    expects=Number("USD"),
    inputs={"price": 49.99, "shipping": 6.00, "tax": 0.08},
    draw=lambda rng: {
        "price": rng.randrange(25, 120) - 0.01,
        "shipping": rng.choice([4.0, 5.5, 8.0, 9.5]),
        "tax": rng.choice([0.06, 0.07, 0.09, 0.10]),
    },
    answer=_final_value,
    slips=[
        Slip(
            "price_only",
            lambda price, shipping, tax: 0.136 * price + 0.40,
            Text(
                zh="费率乘的是标价，还是买家实付的总额？",
                en="Is the rate charged on the price, or on everything the buyer pays?",
            ),
        ),
        Slip(
            "without_tax",
            lambda price, shipping, tax: 0.136 * (price + shipping) + 0.40,
            Text(
                zh="代收的销售税也在“总额”里吗？",
                en="Is the sales tax that eBay collects part of the total?",
            ),
        ),
        Slip(
            "order_fee_forgotten",
            lambda price, shipping, tax: 0.136 * (price + shipping) * (1 + tax),
            Text(
                zh="除了百分比，每一单还收多少？",
                en="Besides the percentage, what is charged per order?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="先算买家实付：（售价 ＋ 运费）加上销售税。",
            en="First work out what the buyer pays: price plus shipping, plus tax on both.",
        ),
        Text(
            zh="总额 × 13.6%，再加每单 0.40 美元。",
            en="13.6% of the total, plus 0.40 dollars for the order.",
        ),
    ],
    because=Text(
        zh="成交费按总额收，运费和代收的税都算在内，所以实际占标价的比例比 13.6% 高。",
        en="The fee is on the total, shipping and tax included, so it is more than 13.6% of the "
        "price.",
    ),
)


HIGHEST_RATE = Question(
    "m03.highest_rate",
    points=2,
    asks=Text(
        zh="推广费率最高到多少，整体才不亏？", en="What is the highest ad rate that breaks even?"
    ),
    expects=Number("%"),
    inputs={"total": 39.95, "price": 36.99, "cm2": 7.40, "promoted": 0.75},
    draw=lambda rng: {
        "total": rng.randrange(40, 80) + 0.2,
        "price": rng.randrange(30, 38) + 0.99,
        "cm2": rng.randrange(30, 80) / 10,
        "promoted": rng.choice([0.5, 0.6, 0.8]),
    },
    answer=lambda total, price, cm2, promoted: cm2 / (total * promoted),
    slips=[
        Slip(
            "on_the_price",
            lambda total, price, cm2, promoted: cm2 / (price * promoted),
            Text(
                zh="推广费也按买家实付的总额收。分母是哪个数？",
                en="The ad fee is also charged on the total. Which number do you divide by?",
            ),
        ),
        Slip(
            "every_order",
            lambda total, price, cm2, promoted: cm2 / total,
            Text(
                zh="没点推广就买的那几单，要付推广费吗？",
                en="Do orders that did not come through the promoted listing pay for it?",
            ),
        ),
        Slip(
            "share_multiplied",
            lambda total, price, cm2, promoted: promoted * cm2 / total,
            Text(
                zh="推广单越少，费率能承受得高一些，还是低一些？",
                en="With fewer promoted orders, can the rate be higher or lower?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="摊到每一单上的推广费 = 费率 × 总额 × 推广单占比。",
            en="Promotion per order = rate × total × share of promoted orders.",
        ),
        Text(zh="让它正好等于 CM2，解出费率。", en="Set it equal to CM2 and solve for the rate."),
    ],
    because=Text(
        zh="四单里有三单付推广费，平均每单 费率 × 39.95 × 0.75，最多吃掉 7.40 美元。",
        en="Three out of four orders pay for promotion: rate × 39.95 × 0.75 per order on average, "
        "and that can use up 7.40 dollars at most.",
    ),
)


def _yearly(membership, wages, samples, sample_cost, **_):
    return membership + wages + samples * sample_cost


ORDERS_NEEDED = Question(
    "m03.orders_needed",
    points=2,
    asks=Text(zh="一年至少要几单才保本？", en="How many orders a year does it take to break even?"),
    expects=Number(ORDERS, within=0.01),
    inputs={
        "membership": 29800,
        "wages": 78000,
        "samples": 100,
        "sample_cost": 200,
        "order_usd": 4500,
        "margin": 0.18,
        "cny_per_usd": 6.65,
    },
    draw=lambda rng: {
        "membership": rng.choice([29800, 80000]),
        "wages": rng.randrange(60000, 120001, 6000),
        "samples": rng.randrange(80, 161, 20),
        "sample_cost": rng.choice([150, 250, 300]),
        "order_usd": rng.randrange(2500, 7001, 500),
        "margin": rng.choice([0.15, 0.2, 0.22]),
        "cny_per_usd": rng.choice([6.6, 6.7, 6.8]),
    },
    answer=lambda order_usd, margin, cny_per_usd, **costs: float(
        orders_needed(_yearly(**costs), order_usd * margin * cny_per_usd)
    ),
    slips=[
        Slip(
            "membership_only",
            lambda membership, order_usd, margin, cny_per_usd, **_: float(
                orders_needed(membership, order_usd * margin * cny_per_usd)
            ),
            Text(
                zh="只还会员费就够了吗？谁在回询盘、寄样品？",
                en="Is the membership the only cost? Who answers inquiries and sends samples?",
            ),
        ),
        Slip(
            "not_rounded_up",
            lambda order_usd, margin, cny_per_usd, **costs: (
                _yearly(**costs) / (order_usd * margin * cny_per_usd)
            ),
            Text(
                zh="能接零点几单吗？保本要往哪边取整？",
                en="Can you win a fraction of an order? Which way do you round?",
            ),
        ),
        Slip(
            "whole_orders",
            lambda order_usd, margin, cny_per_usd, **costs: float(
                orders_needed(_yearly(**costs), order_usd * cny_per_usd)
            ),
            Text(
                zh="一张订单的钱都是你的吗？料和工钱从哪里出？",
                en="Is the whole order yours to keep? Who pays for materials and labor?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="先把一年不管接不接单都要花的钱加起来。",
            en="First add up what a year costs whether or not any orders come in.",
        ),
        Text(
            zh="除以每单毛利（美元换成元），往上取整。",
            en="Divide by the gross profit of an order (in yuan) and round up.",
        ),
    ],
    because=Text(
        zh="会员费、人工和样品加起来 127,800 元，每单毛利 5,386.5 元，23.7 单，要接 24 单。",
        en="Membership, wages and samples come to 127,800 yuan, an order leaves 5,386.50: 23.7, so "
        "24 orders.",
    ),
)


QUIET_MONTH = Question(
    "m03.quiet_month",
    points=2,
    asks=Text(
        zh="随便挑一个月，一单都没有的可能是多少？",
        en="What is the chance that a given month brings no order at all?",
    ),
    expects=Number("%"),
    inputs={"orders": 24},
    draw=lambda rng: {"orders": rng.randrange(14, 61)},
    answer=lambda orders: float(none_in(orders / 12)),
    slips=[
        Slip(
            "upside_down",
            lambda orders: 12 / orders,
            Text(
                zh="月数除以单数，是可能性吗？订单要是更多，它会怎么变？",
                en="Is months ÷ orders a probability? What happens to it as orders grow?",
            ),
        ),
        Slip(
            "whole_year",
            lambda orders: float(none_in(orders)),
            Text(
                zh="这是一整年一单都没有的可能。一个月呢？",
                en="That is a whole year without an order. What about one month?",
            ),
        ),
        Slip(
            "some_order",
            lambda orders: 1 - float(none_in(orders / 12)),
            Text(
                zh="这是至少有一单的可能，还是一单没有的可能？",
                en="Is this the chance of at least one order, or of none?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="询盘互不相干，订单数服从泊松分布：零单的可能是 e 的 −μ 次方。",
            en="Inquiries are independent, so orders follow a Poisson distribution: the chance of "
            "none is e^(−μ).",
        ),
        Text(
            zh="一个月平均 μ = 24 ÷ 12 = 2，用 math.exp(-2) 或 wholesale.none_in(2)。",
            en="In a month μ = 24 ÷ 12 = 2: math.exp(-2), or wholesale.none_in(2).",
        ),
    ],
    because=Text(
        zh="e 的 −2 次方是 13.5%，一年里平均有一个半月一单都没有。现金要撑得过这样的月份。",
        en="e^(−2) is 13.5%: about a month and a half of every year without an order, and your "
        "cash has to last through it.",
    ),
)


def _ad_cost(cpc="high", conversion="low", per_cent=100, platform="amazon"):
    ads = load("advertising")
    ads = ads[(ads["platform"] == platform) & ads["measure"].isin(["cpc", "conversion_rate"])]
    ads = ads.assign(low=ads["low"].astype(float), high=ads["high"].astype(float))
    ends = {
        end: ads.pivot_table(index="category", columns="measure", values=end)
        for end in ("low", "high")
    }
    table = ends[cpc][["cpc"]].assign(conversion_rate=ends[conversion]["conversion_rate"])
    return table.assign(usd_per_order=table["cpc"] / (table["conversion_rate"] / per_cent))


AD_COST = Question(
    "m03.worst_case",
    points=3,
    asks=Text(
        zh="各类目最坏的情况下，卖一单要花多少广告费？",
        en="In the worst case, what does an order cost in ads, by category?",
    ),
    expects=Table(key="category"),
    answer=_ad_cost,
    slips=[
        Slip(
            "best_case",
            lambda: _ad_cost("low", "high"),
            Text(
                zh="最坏的情况，点击价取高的还是低的？转化率呢？",
                en="In the worst case, is the click price high or low? And the conversion rate?",
            ),
        ),
        Slip(
            "both_high",
            lambda: _ad_cost("high", "high"),
            Text(
                zh="转化率高，是好事还是坏事？",
                en="Is a high conversion rate good news or bad?",
            ),
        ),
        Slip(
            "percent_as_number",
            lambda: _ad_cost(per_cent=1),
            Text(
                zh="转化率那一列的单位是百分之几。8 是 8% 还是 800%？",
                en="The conversion rate is in percent. Does 8 in that column mean 8% or 800%?",
            ),
        ),
    ],
    hints=[
        Text(
            zh='做两张方表：pivot_table(index="category", columns="measure", values="high")，'
            '再来一张 values="low"。',
            en='Make two square tables: pivot_table(index="category", columns="measure", '
            'values="high"), and one with values="low".',
        ),
        Text(
            zh='从 high 取 "cpc"，从 low 取 "conversion_rate"，用 assign 放在一起，'
            "再除：cpc ÷（转化率 ÷ 100）。",
            en='Take "cpc" from high and "conversion_rate" from low, put them together with '
            "assign, and divide: cpc ÷ (conversion ÷ 100).",
        ),
    ],
    because=Text(
        zh="最坏是点击最贵、转化最低同时发生；广告费按单摊开，和每单的广告前贡献比，才知道投不投得起。",
        en="The worst case is the most expensive click with the lowest conversion; put per order, "
        "the ad cost can be compared with what an order leaves.",
    ),
)


def _claims():
    """What the assistant's steps say, beside what the model and the tables say."""
    both = baskets(Scenario("one_platform"))
    total = round(36.99 * 1.08, 2)
    return {
        "A": (0.125, float(breakeven_conversion(5.0, 40.0))),
        "B": (23, _stop(5.0, 40.0)),
        "C": (1.0, 246 / 40.0),
        "D": (5.43, float(fees.ebay_final_value(total, "Most categories", on=DAY).amount)),
        "E": (0.082, round(float(none_in(30 / 12)), 3)),
        "F": (0.37, round(both.worth_it_above, 2)),
    }


WRONG_STEPS = Question(
    "m03.wrong_steps",
    points=2,
    asks=Text(
        zh="AI 助手写的这份分析里，哪两步错了？",
        en="Which two steps of the assistant's analysis are wrong?",
    ),
    expects=Choice(
        {
            "A": Text(zh="保本转化率 12.5%", en="break-even conversion 12.5%"),
            "B": Text(zh="23 次点击就停", en="stop after 23 clicks"),
            "C": Text(zh="保本 ROAS 是 1", en="break-even ROAS is 1"),
            "D": Text(zh="成交费 5.43 美元", en="final value fee 5.43 dollars"),
            "E": Text(zh="空月的可能 8.2%", en="chance of a quiet month 8.2%"),
            "F": Text(zh="超过 37% 就值", en="worth it above 37%"),
        }
    ),
    answer=lambda: {step for step, (said, right) in _claims().items() if abs(said - right) > 0.005},
    slips=[
        Slip(
            "stop_doubted",
            lambda: {"B", "D"},
            Text(
                zh="0.875 的 23 次方是多少？再看 ROAS 那一步：卖一元等于赚一元吗？",
                en="What is 0.875 to the power 23? And look at ROAS again: is a yuan of sales a "
                "yuan earned?",
            ),
        ),
        Slip(
            "fee_believed",
            lambda: {"C", "E"},
            Text(
                zh="空月的算法见第 7 题。再看成交费：它乘的是标价还是总额？",
                en="Question 7 shows how quiet months are counted. And the fee: on the price or on "
                "the total?",
            ),
        ),
        Slip(
            "insurance_doubted",
            lambda: {"D", "F"},
            Text(
                zh="10,400 ÷（57,000 − 28,500）是多少？再看 ROAS 那一步。",
                en="What is 10,400 ÷ (57,000 − 28,500)? And look at ROAS again.",
            ),
        ),
    ],
    hints=[
        Text(
            zh="每一步都问：它乘的、除的是不是该用的那个数？",
            en="For each step, ask whether it multiplies and divides by the right number.",
        ),
        Text(
            zh="一步错在把销售额当利润，另一步漏了买家实付里的一样东西。",
            en="One mistakes sales for profit; the other leaves out something the buyer pays.",
        ),
    ],
    because=Text(
        zh="C：保本 ROAS 是 246 ÷ 40 ≈ 6.2，ROAS 1.4 亏得很多。"
        "D：成交费按含税总额 39.95 美元收，是 5.83 美元。其余四步都对。",
        en="C: the break-even ROAS is 246 ÷ 40, about 6.2; at 1.4 the ads lose a lot. D: the fee "
        "is on the total with tax, 39.95 dollars, and comes to 5.83. The other four are right.",
    ),
)


VERDICT = Question(
    "m03.verdict",
    points=4,
    asks=Text(
        zh="再充一万，续不续费？给周屿和舅舅写一段话。",
        en="Another ten thousand, and renew? Write to Zhou Yu and his uncle.",
    ),
    expects=Essay(
        rubric=[
            Criterion(
                1,
                Text(
                    zh="广告：用保本转化率和停止次数说话，指出 0.3% 不是“数据不够”",
                    en="ads: argues with break-even conversion and the click to stop at, and says "
                    "why 0.3% is no lack of data",
                ),
            ),
            Criterion(
                1,
                Text(
                    zh="会员：算清一年要几单才够，指出哪个假设（单子大小、毛利、人工）一变结论就变",
                    en="membership: works out how many orders it takes, and which assumption "
                    "(size, margin, wages) would turn the answer",
                ),
            ),
            Criterion(
                1,
                Text(
                    zh="建议能执行：金额、次数、日期，到什么数停、到什么数加",
                    en="advice they can act on: amounts, clicks, dates, and at which number "
                    "to stop or to go further",
                ),
            ),
            Criterion(
                1,
                Text(
                    zh="说明哪些数字是假设或行业常识，模型没算什么",
                    en="says which numbers are assumptions or knowledge of the trade, and what "
                    "the model leaves out",
                ),
            ),
        ],
        at_least=60,
    ),
    hints=[
        Text(
            zh="分两段，每段先写结论，再写凭哪个数，最后写什么情况下改主意。",
            en="Two paragraphs, each with its conclusion, the number behind it, and what would "
            "change it.",
        ),
        Text(
            zh="到 ad_clicks 和 wholesale_months 的滑块上，把你自己的数放进去看看。",
            en="Put your own numbers on the sliders of ad_clicks and wholesale_months.",
        ),
    ],
    because=Text(
        zh="好的意见让人能照着做，也能照着检查：两个决定都要有数、有线、有前提。",
        en="Good advice can be acted on and checked: each decision needs a number, a stopping line "
        "and its conditions.",
    ),
)


QUESTIONS = (
    BREAKEVEN_CONVERSION,
    STOP_CLICK,
    BREAKEVEN_ROAS,
    ORDERS_EXPECTED,
    ONE_SALE,
    STOP_AFTER,
    STAKE,
    CAMPAIGN,
    EBAY_FEE,
    HIGHEST_RATE,
    ORDERS_NEEDED,
    QUIET_MONTH,
    AD_COST,
    WRONG_STEPS,
    VERDICT,
)
