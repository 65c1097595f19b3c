"""Module 01: whether one order makes money, line by line."""

from __future__ import annotations

from decimal import Decimal

from ...assumptions import fees
from ...assumptions.datasets import load
from ...assumptions.language import Text
from ...assumptions.scenario import Scenario
from ...assumptions.units import convert
from ...model.economics import OrderTerms, breakeven_acos, breakeven_price, contribution
from ...model.listing import Listing
from ..expects import Choice, Criterion, Essay, Function, Number, Table
from ..question import Guess, Question, Slip

#: The day whose fees lesson and exercise use.
DAY = "2026-09-16"
#: A day at the peak of storage.
PEAK_DAY = "2026-11-20"

#: Lin Qian's desk organiser: CNY, USD, CNY per USD.
ORGANISER = {"cost_cny": 50, "price": 29.99, "cny_per_usd": 6.71}


def _draw_product(rng):
    return {
        "cost_cny": rng.randrange(30, 91, 5),
        "price": rng.randrange(22, 48) - 0.01,
        "cny_per_usd": rng.choice([6.5, 6.6, 6.8, 7.0]),
    }


GUESSES = (
    Guess(
        "m01.left",
        asks=Text(zh="收纳架每卖一单剩几美元", en="What each order of the organiser leaves"),
        expects=Number("USD"),
        answer=lambda: float(contribution(Listing(Scenario("desk_organiser")).order()).cm3),
        because=Text(
            zh="采购成本只占售价的四分之一，配送费、佣金和广告费加起来超过六成。",
            en="The purchase takes a quarter of the price; fulfilment, commission and ads together "
            "take more than three fifths.",
        ),
    ),
)


# ------------------------------------------------------------------------------ in the lesson


def _portion(price):
    schedule = fees.referral_schedule("Electronics Accessories", on=DAY)
    return float(schedule.amount(price))


PORTION = Question(
    "m01.portion",
    points=0,
    asks=Text(
        zh="电子配件卖 150 美元，佣金是多少美元？",
        en="What is the referral fee on an electronics accessory sold for 150 dollars?",
    ),
    expects=Number("USD"),
    inputs={"price": 150},
    draw=lambda rng: {"price": rng.randrange(115, 400, 5)},
    answer=_portion,
    slips=[
        Slip(
            "threshold_rule",
            lambda price: 0.08 * price,
            Text(
                zh="8% 是整笔价款的费率，还是超出 100 美元那一部分的费率？",
                en="Is 8% the rate of the whole price, or of the part above 100 dollars?",
            ),
        ),
        Slip(
            "first_rate_throughout",
            lambda price: 0.15 * price,
            Text(
                zh="超出 100 美元的那一部分，也按 15% 收吗？",
                en="Does the part above 100 dollars pay 15% as well?",
            ),
        ),
        Slip(
            "whole_price_again",
            lambda price: 0.15 * 100 + 0.08 * price,
            Text(
                zh="前 100 美元是不是收了两次？",
                en="Have the first 100 dollars been charged twice?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="像个人所得税那样想：每一段只对落在这一段里的钱收费。",
            en="Think of income tax: a rate applies only to the money inside its band.",
        ),
        Text(
            zh="把 150 拆成 100 和 50，两段分别乘各自的费率，再相加。",
            en="Split 150 into 100 and 50, multiply each by its own rate, and add.",
        ),
    ],
    because=Text(
        zh="分段规则：100 × 15% ＋ 50 × 8%。低的费率只管超出的那一段。",
        en="The portion rule: 100 × 15% + 50 × 8%. The lower rate applies to the excess only.",
    ),
)


def _duty(duty_rate, cost_cny, price, cny_per_usd):
    order = OrderTerms(price=price, unit_cost=cost_cny / cny_per_usd, duty_rate=duty_rate)
    return -float(contribution(order).rows["duty"])


DUTY = Question(
    "m01.duty",
    points=0,
    asks=Text(
        zh="一个收纳架要交多少美元关税？", en="How many dollars of duty does one organiser pay?"
    ),
    expects=Number("USD"),
    inputs={"duty_rate": 0.30, **ORGANISER},
    draw=lambda rng: {"duty_rate": rng.choice([0.1, 0.25, 0.275, 0.35]), **_draw_product(rng)},
    answer=_duty,
    slips=[
        Slip(
            "on_price",
            lambda duty_rate, price, **_: duty_rate * price,
            Text(
                zh="海关征税看的是申报的完税价格，还是它在亚马逊上的标价？",
                en="Does customs tax the declared value of the goods or their price on Amazon?",
            ),
        ),
        Slip(
            "yuan_as_dollars",
            lambda duty_rate, cost_cny, **_: duty_rate * cost_cny,
            Text(zh="50 是元还是美元？", en="Is 50 in yuan or in dollars?"),
        ),
        Slip(
            "on_margin",
            lambda duty_rate, cost_cny, price, cny_per_usd: (
                duty_rate * (price - cost_cny / cny_per_usd)
            ),
            Text(
                zh="货到港口的时候，海关知道你打算赚多少吗？",
                en="When the goods reach the port, does customs know how much you hope to earn?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="先找计税的基础：美国按离岸价（FOB）征税，这里就是出厂价。",
            en="Find the base first: the US taxes the value free on board, here the ex-works cost.",
        ),
        Text(
            zh="出厂价先除以汇率换成美元，再乘税率。",
            en="Divide the cost by the exchange rate, then multiply by the duty rate.",
        ),
    ],
    because=Text(
        zh="关税按完税价格征，不按售价：50 ÷ 6.71 × 30%。",
        en="Duty is charged on the customs value, not on the price: 50 ÷ 6.71 × 30%.",
    ),
)


VAT = Question(
    "m01.net_revenue",
    points=0,
    asks=Text(
        zh="德国站标价 35.70 欧元（含 19% 增值税），净收入是多少欧元？",
        en="What is the net revenue of a German price of 35.70 euros with 19% VAT in it?",
    ),
    expects=Number("EUR"),
    inputs={"price": 35.70, "vat_rate": 0.19},
    draw=lambda rng: {
        "price": rng.randrange(18, 90) - 0.01,
        "vat_rate": rng.choice([0.19, 0.20, 0.21, 0.22]),
    },
    answer=lambda price, vat_rate: float(
        contribution(OrderTerms(price=price, vat_rate=vat_rate)).revenue
    ),
    slips=[
        Slip(
            "rate_taken_off_the_price",
            lambda price, vat_rate: price * (1 - vat_rate),
            Text(
                zh="19% 是净价的 19%，还是含税价的 19%？把你的结果乘 1.19，回得到标价吗？",
                en="Is it 19% of the net price or of the price with tax? Multiply your result by "
                "1.19: do you get the price back?",
            ),
        ),
        Slip(
            "no_tax",
            lambda price, vat_rate: price,
            Text(
                zh="德国标价里的增值税，最后归谁？",
                en="Who gets the VAT that is inside a German price?",
            ),
        ),
        Slip(
            "only_the_tax",
            lambda price, vat_rate: price * vat_rate / (1 + vat_rate),
            Text(
                zh="你算的是税，还是税后剩下的？", en="Is this the tax, or what is left after tax?"
            ),
        ),
    ],
    hints=[
        Text(
            zh="标价 = 净收入 ＋ 净收入 × 19%。",
            en="Price = net revenue + 19% of net revenue.",
        ),
        Text(zh="把等式写成 净收入 × 1.19 = 35.70。", en="Write it as net revenue × 1.19 = 35.70."),
    ],
    because=Text(
        zh="欧洲的标价含税，净收入 = 标价 ÷（1 + 税率），不是标价 ×（1 − 税率）。",
        en="European prices include VAT: net revenue = price ÷ (1 + rate), not price × (1 − rate).",
    ),
)


BREAKEVEN_ACOS = Question(
    "m01.breakeven_acos",
    points=0,
    asks=Text(zh="保本 ACoS 是多少？", en="What is the break-even ACoS?"),
    expects=Number("%"),
    inputs={"price": 24.0, "cm2": 6.0, "cm1": 15.0},
    draw=lambda rng: {
        "price": rng.randrange(20, 60) * 1.0,
        "cm2": rng.randrange(20, 90) / 10,
        "cm1": rng.randrange(100, 180) / 10,
    },
    answer=lambda price, cm2, cm1: float(breakeven_acos(cm2, price)),
    slips=[
        Slip(
            "product_margin",
            lambda price, cm1, **_: cm1 / price,
            Text(
                zh="CM1 里，佣金和配送费付过了吗？",
                en="Have commission and fulfilment been paid out of CM1?",
            ),
        ),
        Slip(
            "markup",
            lambda price, cm2, **_: cm2 / (price - cm2),
            Text(
                zh="ACoS 的分母是成本，还是广告带来的销售额？",
                en="Is ACoS a share of cost, or of the revenue that ads bring?",
            ),
        ),
        Slip(
            "inverse",
            lambda price, cm2, **_: price / cm2,
            Text(
                zh="你算的更像 ROAS。ACoS 是花费除以销售额，还是反过来？",
                en="This looks like ROAS. Is ACoS spend over revenue, or the other way round?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="广告费最多能花到哪一行变成零？",
            en="Which line may ads use up before nothing is left?",
        ),
        Text(zh="广告前贡献 ÷ 售价。", en="Contribution before ads ÷ price."),
    ],
    because=Text(
        zh="广告费最多花掉 CM2，而 ACoS 以售价为分母，所以是 CM2 ÷ 售价。",
        en="Ads may use up CM2 at most, and ACoS is a share of the price: CM2 ÷ price.",
    ),
)


def _lighter():
    """Whether the fee of the organiser falls, stays or rises when it loses weight only."""
    before, after = (
        fees.fba_fulfilment(30, 22, 10, weight, price=29.99, on=DAY).amount for weight in (0.9, 0.6)
    )
    if before == after:
        return "same"
    return "lower" if after < before else "higher"


LIGHTER = Question(
    "m01.lighter",
    points=0,
    asks=Text(
        zh="重量从 0.9 千克减到 0.6 千克，体积不变，配送费会怎样？",
        en="The weight falls from 0.9 to 0.6 kilograms, the size stays: what happens to the fee?",
    ),
    expects=Choice(
        {
            "lower": Text(zh="降低", en="it falls"),
            "same": Text(zh="不变", en="it stays"),
            "higher": Text(zh="升高", en="it rises"),
        }
    ),
    answer=_lighter,
    slips=[
        Slip(
            "lower",
            "lower",
            Text(
                zh="平台收费看的是秤上的重量，还是实际重量和体积重里较大的那个？",
                en="Does the platform bill what the scale says, or the larger of that and the "
                "dimensional weight?",
            ),
        ),
        Slip(
            "higher",
            "higher",
            Text(
                zh="有哪一条规则会让更轻的东西收更多的钱？",
                en="Which rule would charge more for something lighter?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="先算体积重，再看哪个重量在起作用。",
            en="Work out the dimensional weight first, then see which of the two is billed.",
        ),
        Text(
            zh="体积重约 2.9 磅，0.9 千克约 2 磅：减的是不起作用的那一个。",
            en="The dimensional weight is about 2.9 lb, and 0.9 kg is about 2 lb: which one did "
            "you reduce?",
        ),
    ],
    because=Text(
        zh="收费的是体积重。实际重量本来就比它小，再减也不影响收费。",
        en="The dimensional weight is billed. The actual weight was below it anyway.",
    ),
)


# ---------------------------------------------------------------------------- in the exercise

CLOTHING = ((15, 0.05), (20, 0.10), (float("inf"), 0.17))


def _clothing_fee(price):
    schedule = fees.referral_schedule("Clothing and Accessories", on=DAY)
    return float(schedule.amount(price))


def _clothing_by_portion(price):
    fee, below = 0.0, 0
    for limit, rate in CLOTHING:
        fee += rate * max(0, min(price, limit) - below)
        below = limit
    return max(fee, 0.30)


def _clothing_band_too_early(price):
    return max(price * next(rate for limit, rate in CLOTHING if price < limit), 0.30)


def _clothing_without_minimum(price):
    return price * next(rate for limit, rate in CLOTHING if price <= limit)


CLOTHING_FEE = Question(
    "m01.clothing_fee",
    points=3,
    asks=Text(
        zh="写函数 clothing_fee(price)：服装的佣金是多少美元？",
        en="Write clothing_fee(price): the referral fee on clothing, in dollars.",
    ),
    expects=Function(returns=Number("USD")),
    inputs={"price": 24.0},
    further_cases=[{"price": 18.0}, {"price": 15.0}, {"price": 4.0}],
    # The other limit, prices so low that the minimum binds, and ordinary ones.
    draw=lambda rng: {
        "price": rng.choice([20.0, rng.randrange(20, 60) / 10, rng.randrange(80, 400) / 10])
    },
    answer=_clothing_fee,
    slips=[
        Slip(
            "portion_rule",
            _clothing_by_portion,
            Text(
                zh="你是一段一段收的。整价规则下，24 美元里的前 15 美元按哪个费率收？",
                en="You charged slice by slice. Under the threshold rule, which rate do the first "
                "15 of 24 dollars pay?",
            ),
        ),
        Slip(
            "band_too_early",
            _clothing_band_too_early,
            Text(
                zh="售价正好等于 15 或 20 时，落在哪一档？看看用的是 < 还是 <=。",
                en="Into which band does a price of exactly 15 or 20 fall? Look at < and <=.",
            ),
        ),
        Slip(
            "minimum_forgotten",
            _clothing_without_minimum,
            Text(
                zh="4 美元的袜子只收 20 美分吗？每件的最低收费是多少？",
                en="Do socks at 4 dollars pay only 20 cents? What is the least that is charged?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="先用 if、elif、else 挑出一个费率，再乘整笔价款。第一行写 if price <= 15:，"
            "下一行缩进写 rate = 0.05，后面用 elif 接着写。",
            en="Let if, elif and else pick one rate, then multiply the whole price by it. Begin "
            "with if price <= 15: and, indented below it, rate = 0.05; go on with elif.",
        ),
        Text(
            zh="边界用 <=；最后用 max(...) 兜住每件的最低收费。",
            en="Use <= at the limits, and max(...) for the least that is charged per item.",
        ),
    ],
    because=Text(
        zh="整价规则：售价决定一档，整笔价款都用这一档的费率，所以过档那一刻佣金会跳。",
        en="The threshold rule: the price picks one band and the whole price pays its rate, so "
        "the fee jumps where bands meet.",
    ),
)


def _billable(length_cm, width_cm, height_cm, weight_kg):
    size = fees.fba_size_tier(length_cm, width_cm, height_cm, weight_kg, on=DAY)
    return float(size.billable_weight)


def _draw_box(rng):
    return {
        "length_cm": rng.randrange(36, 45),
        "width_cm": rng.randrange(24, 33),
        "height_cm": rng.randrange(12, 20),
        "weight_kg": rng.randrange(10, 25) / 10,
    }


BILLABLE_WEIGHT = Question(
    "m01.billable_weight",
    points=1,
    asks=Text(zh="计费重量是多少磅？", en="What is the billable weight in pounds?"),
    expects=Number(Text(zh="磅", en="lb")),
    inputs={"length_cm": 40, "width_cm": 30, "height_cm": 20, "weight_kg": 2.0},
    draw=_draw_box,
    personal=True,
    answer=_billable,
    slips=[
        Slip(
            "dimensional_forgotten",
            lambda weight_kg, **_: convert(weight_kg, "kg", "lb"),
            Text(
                zh="箱子里大半是空气。体积重算过了吗，哪个更大？",
                en="Most of the carton is air. Have you worked out the dimensional weight, and "
                "which is larger?",
            ),
        ),
        Slip(
            "centimetres",
            lambda length_cm, width_cm, height_cm, **_: length_cm * width_cm * height_cm / 139,
            Text(
                zh="139 这个除数配的是立方英寸。长宽高换成英寸了吗？",
                en="The divisor 139 goes with cubic inches. Are the sides in inches?",
            ),
        ),
        Slip(
            "kilograms",
            lambda **box: convert(_billable(**box), "lb", "kg"),
            Text(
                zh="这是千克。÷ 139 得出来的是什么单位，题目要的又是什么单位？",
                en="This is in kilograms. In which unit is the result of ÷ 139, and which is asked "
                "for?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="两个重量都要算，而且都换成磅。",
            en="Work out both weights, both in pounds.",
        ),
        Text(
            zh="长、宽、高各除以 2.54，相乘，再除以 139；和 2.0 ÷ 0.4536 比大小。",
            en="Divide each side by 2.54, multiply them, divide by 139; compare with 2.0 ÷ 0.4536.",
        ),
    ],
    because=Text(
        zh="按实际重量和体积重里较大的收费，这里体积重是实际重量的两倍多。",
        en="The larger of the two is billed, and here the dimensional weight is more than twice "
        "the actual one.",
    ),
)


def _fee(height_cm, length_cm, width_cm, weight_kg, price):
    quote = fees.fba_fulfilment(length_cm, width_cm, height_cm, weight_kg, price=price, on=DAY)
    return float(quote.amount)


def _box_saving(height_cm, flatter_cm, orders, **box):
    return (_fee(height_cm, **box) - _fee(flatter_cm, **box)) * orders


BOX_SAVING = Question(
    "m01.box_saving",
    points=2,
    asks=Text(
        zh="盒子压扁以后，一年省多少美元配送费？",
        en="How many dollars of fulfilment a year does the flatter box save?",
    ),
    expects=Number("USD", within=1.0),
    inputs={
        "height_cm": 10,
        "flatter_cm": 8,
        "orders": 5000,
        "length_cm": 30,
        "width_cm": 22,
        "weight_kg": 0.9,
        "price": 29.99,
    },
    draw=lambda rng: {
        "height_cm": rng.choice([11, 12, 13]),
        "flatter_cm": rng.choice([7, 8, 9]),
        "orders": rng.randrange(2000, 9001, 1000),
        "length_cm": rng.choice([28, 30, 32]),
        "width_cm": rng.choice([20, 22, 24]),
        "weight_kg": 0.8,
        "price": rng.randrange(20, 45) - 0.01,
    },
    personal=True,
    answer=_box_saving,
    slips=[
        Slip(
            "one_order",
            lambda height_cm, flatter_cm, orders, **box: _box_saving(
                height_cm, flatter_cm, 1, **box
            ),
            Text(zh="这是一单省的。一年卖多少单？", en="This is for one order. And for a year?"),
        ),
        Slip(
            "in_proportion",
            lambda height_cm, flatter_cm, orders, **box: (
                _fee(height_cm, **box) * (1 - flatter_cm / height_cm) * orders
            ),
            Text(
                zh="高度少几成，配送费也正好少几成吗？费率表是斜坡还是台阶？",
                en="Does the fee fall by the same share as the height? Is the fee card a slope "
                "or a flight of stairs?",
            ),
        ),
        Slip(
            "new_fee",
            lambda height_cm, flatter_cm, orders, **box: _fee(flatter_cm, **box) * orders,
            Text(
                zh="你算的是压扁以后要付的，还是少付的？",
                en="Is this what is paid with the flatter box, or what is saved?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="查两次表：高度不同，其余相同。",
            en="Look the fee up twice: another height, everything else the same.",
        ),
        Text(
            zh="两次 .amount 之差，乘一年的单数。",
            en="The difference of the two .amount, times the orders of a year.",
        ),
    ],
    because=Text(
        zh="体积重跟着高度走，配送费一级一级地跳；这两厘米正好跨过了几级。",
        en="The dimensional weight follows the height and the fee moves in steps; these two "
        "centimetres cross some of them.",
    ),
)


def _cubic_feet(length_cm, width_cm, height_cm):
    return convert(length_cm * width_cm * height_cm, "cm3", "cubic_foot")


def _rent(pieces, months, on=PEAK_DAY, **box):
    """Rent of so many months at the rate of one day, in USD."""
    rate = float(fees.fba_storage(1, on=on).amount)
    return pieces * _cubic_feet(**box) * rate * months


STORAGE_Q4 = Question(
    "m01.storage_q4",
    points=2,
    asks=Text(
        zh="这批收纳架在旺季放三个月，仓租一共多少美元？",
        en="What do the organisers cost in storage over three months of the peak?",
    ),
    expects=Number("USD", within=0.50),
    inputs={"pieces": 300, "months": 3, "length_cm": 30, "width_cm": 22, "height_cm": 10},
    draw=lambda rng: {
        "pieces": rng.randrange(200, 901, 50),
        "months": rng.choice([2, 3]),
        "length_cm": rng.randrange(25, 36),
        "width_cm": rng.randrange(18, 26),
        "height_cm": rng.randrange(6, 15),
    },
    personal=("pieces", "length_cm", "width_cm", "height_cm"),
    answer=_rent,
    slips=[
        Slip(
            "peak_forgotten",
            lambda **stock: _rent(**stock, on=DAY),
            Text(
                zh="10 到 12 月的仓租，和 1 到 9 月是同一个价吗？",
                en="Is rent from October to December the same as from January to September?",
            ),
        ),
        Slip(
            "one_month",
            lambda months, **stock: _rent(months=1, **stock),
            Text(
                zh="费率是每个月的。这批货放了几个月？",
                en="The rate is for one month. How many months do the goods stay?",
            ),
        ),
        Slip(
            "one_piece",
            lambda pieces, **stock: _rent(pieces=1, **stock),
            Text(zh="这是一个的仓租。一共有多少个？", en="This is the rent of one. How many?"),
        ),
    ],
    hints=[
        Text(
            zh="先算一个占多少立方英尺，再乘个数、单价和月数。",
            en="First the cubic feet of one piece, then times pieces, rate and months.",
        ),
        Text(
            zh="30 × 22 × 10 ÷ 28,316.85 是一个的体积；旺季单价是 2.40。",
            en="30 × 22 × 10 ÷ 28,316.85 is the volume of one; the peak rate is 2.40.",
        ),
    ],
    because=Text(
        zh="旺季的费率是平时的三倍多，体积小、动销快的货才不怕进旺季仓。",
        en="The peak rate is three times the ordinary one; only what is small and sells fast need "
        "not mind.",
    ),
)


def _refunded(price, referral, return_rate, handling, kept_share, kept_most, cost):
    return OrderTerms(
        price=price,
        unit_cost=cost,
        referral_rate=referral / price,
        return_rate=return_rate,
        return_handling=handling,
        refund_kept=min(kept_share * referral, kept_most),
    )


def _draw_return(rng):
    price = rng.randrange(25, 90) - 0.01
    return {
        "price": price,
        "referral": round(0.15 * price, 2),
        "return_rate": rng.choice([0.05, 0.08, 0.10, 0.12]),
        "handling": rng.choice([1.5, 2.0, 2.5]),
        "kept_share": 0.20,
        "kept_most": 5.00,
        "cost": rng.randrange(40, 120) / 10,
    }


RETURNS_COST = Question(
    "m01.returns_cost",
    points=2,
    asks=Text(
        zh="摊到每一单上，退货要亏多少美元？",
        en="Spread over every order, what do returns cost, in dollars?",
    ),
    expects=Number("USD"),
    inputs={
        "price": 29.99,
        "referral": 4.50,
        "return_rate": 0.06,
        "handling": 1.80,
        "kept_share": 0.20,
        "kept_most": 5.00,
        "cost": 7.45,
    },
    draw=_draw_return,
    personal=("price", "referral", "return_rate", "handling", "cost"),
    answer=lambda **given: -float(contribution(_refunded(**given)).rows["returns"]),
    slips=[
        Slip(
            "goods_only",
            lambda return_rate, handling, cost, **_: return_rate * (cost + handling),
            Text(
                zh="退一单，丢的只是那件货吗？买家付的钱去哪儿了？",
                en="Is the piece all that is lost? Where does the buyer's money go?",
            ),
        ),
        Slip(
            "commission_lost",
            lambda price, return_rate, handling, **_: return_rate * (price + handling),
            Text(
                zh="退款的时候，佣金平台会不会退一部分给你？",
                en="On a refund, does the marketplace give some of its commission back?",
            ),
        ),
        Slip(
            "commission_all_back",
            lambda price, referral, return_rate, handling, **_: (
                return_rate * (price - referral + handling)
            ),
            Text(
                zh="佣金是全退吗？平台扣下的那两成算进去了吗？",
                en="Does all of the commission come back? What about the fifth that is kept?",
            ),
        ),
        Slip(
            "one_return",
            lambda price, referral, handling, kept_share, kept_most, **_: (
                price - referral + min(kept_share * referral, kept_most) + handling
            ),
            Text(
                zh="这是退一单亏的。100 单里只有几单退货，摊到每一单是多少？",
                en="This is for one return. Only some of 100 orders come back: how much is it for "
                "each order?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="先算退一单亏多少：退给买家的、平台还给你的、处理费，一项一项列。",
            en="First the loss of one return: what goes back to the buyer, what the marketplace "
            "gives back, and the handling.",
        ),
        Text(
            zh="售价 −（佣金 − 扣下的部分）＋ 处理费，再乘退货率。",
            en="Price − (commission − what is kept) + handling, times the return rate.",
        ),
    ],
    because=Text(
        zh="退货丢的是整笔收入：买家的钱全退，佣金只拿回八成，货是花钱进的，还要付处理费。",
        en="A return loses the whole sale: the price goes back, only four fifths of the commission "
        "comes back, the goods are paid for, and handling comes on top.",
    ),
)


def _lowest(landed, fulfilment, referral_rate, tacos):
    terms = OrderTerms(
        price=1.0,
        unit_cost=landed,
        fulfilment=fulfilment,
        referral_rate=referral_rate,
        tacos=tacos,
    )
    return float(breakeven_price(terms))


BREAKEVEN_PRICE = Question(
    "m01.breakeven_price",
    points=2,
    asks=Text(zh="保本售价是多少美元？", en="What price breaks even, in dollars?"),
    expects=Number("USD"),
    inputs={"landed": 12.0, "fulfilment": 6.0, "referral_rate": 0.15, "tacos": 0.10},
    draw=lambda rng: {
        "landed": rng.randrange(60, 200) / 10,
        "fulfilment": rng.randrange(35, 90) / 10,
        "referral_rate": rng.choice([0.08, 0.12, 0.15]),
        "tacos": rng.choice([0.05, 0.10, 0.18, 0.20]),
    },
    personal=True,
    answer=_lowest,
    slips=[
        Slip(
            "rates_on_cost",
            lambda landed, fulfilment, referral_rate, tacos: (
                (landed + fulfilment) * (1 + referral_rate + tacos)
            ),
            Text(
                zh="佣金和广告是成本的百分之几，还是售价的百分之几？",
                en="Are commission and ads shares of the cost or of the price?",
            ),
        ),
        Slip(
            "ads_forgotten",
            lambda landed, fulfilment, referral_rate, **_: (
                (landed + fulfilment) / (1 - referral_rate)
            ),
            Text(
                zh="按这个价卖，广告费从哪里出？",
                en="At that price, where does the money for ads come from?",
            ),
        ),
        Slip(
            "costs_only",
            lambda landed, fulfilment, **_: landed + fulfilment,
            Text(
                zh="买家付的每一美元，你能留下多少？",
                en="Of each dollar the buyer pays, how much do you keep?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="写出 P − 0.15P − 0.10P = 固定的那部分。",
            en="Write P − 0.15P − 0.10P = the part that does not depend on P.",
        ),
        Text(
            zh="固定的部分是 12 ＋ 6；每一美元售价留下 1 − 0.15 − 0.10。",
            en="The fixed part is 12 + 6; each dollar of price leaves 1 − 0.15 − 0.10.",
        ),
    ],
    because=Text(
        zh="每一美元售价只留下 75 美分，要凑够 18 美元，得除以 0.75。",
        en="Each dollar of price leaves 75 cents, so 18 dollars take 18 ÷ 0.75.",
    ),
)


AD_SHARE = Question(
    "m01.ad_share",
    points=2,
    asks=Text(
        zh="广告订单最多占全部订单的几成，整体才不亏？",
        en="What is the largest share of orders that may come from ads?",
    ),
    expects=Number("%"),
    inputs={"price": 40.0, "cm2": 7.20, "acos": 0.30},
    draw=lambda rng: {
        "price": rng.randrange(30, 70) * 1.0,
        "cm2": rng.randrange(30, 70) / 10,
        "acos": rng.choice([0.28, 0.32, 0.35, 0.40]),
    },
    personal=True,
    answer=lambda price, cm2, acos: float(breakeven_acos(cm2, price)) / acos,
    slips=[
        Slip(
            "breakeven_acos",
            lambda price, cm2, acos: cm2 / price,
            Text(
                zh="这是保本 ACoS，也就是 TACoS 的上限。再想一步：TACoS 等于什么乘什么？",
                en="This is the break-even ACoS, the most that TACoS may be. One step more: TACoS "
                "is what times what?",
            ),
        ),
        Slip(
            "inverse",
            lambda price, cm2, acos: acos / (cm2 / price),
            Text(
                zh="占比能超过 100% 吗？是不是除反了？",
                en="Can a share exceed 100%? Is it upside down?",
            ),
        ),
        Slip(
            "difference",
            lambda price, cm2, acos: acos - cm2 / price,
            Text(
                zh="两个比例相减，得到的是订单的占比吗？",
                en="Does the difference of two rates give a share of orders?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="先求保本 ACoS，它是全部广告费占全部销售额（TACoS）的上限。",
            en="First the break-even ACoS: it is the most that TACoS may be.",
        ),
        Text(
            zh="TACoS = ACoS × 广告订单占比，解出占比。",
            en="TACoS = ACoS × share of orders from ads; solve for the share.",
        ),
    ],
    because=Text(
        zh="整体不亏，要 ACoS × 占比 ≤ CM2 ÷ 售价，所以占比 ≤ 保本 ACoS ÷ ACoS。",
        en="As a whole it pays while ACoS × share ≤ CM2 ÷ price, so the share is at most the "
        "break-even ACoS ÷ ACoS.",
    ),
)


def _rules(rows="US", count="nunique", rate="max"):
    table = load("fees_amazon_referral")
    chosen = table[table["region"] == rows] if rows else table
    return chosen.groupby("rule").agg(
        categories=("category", count), highest=("rate_percent", rate)
    )


FEE_RULES = Question(
    "m01.fee_rules",
    points=3,
    asks=Text(
        zh="美国站每种规则有多少个类目，最高费率是多少？",
        en="How many US categories follow each rule, and what is its highest rate?",
    ),
    expects=Table(key="rule"),
    answer=_rules,
    slips=[
        Slip(
            "rows_counted",
            lambda: _rules(count="size"),
            Text(
                zh="你数的是行。一个分档的类目占几行？",
                en="These are rows. How many rows does a category with bands have?",
            ),
        ),
        Slip(
            "all_regions",
            lambda: _rules(rows=None),
            Text(
                zh="英国站和德国站的行去掉了吗？",
                en="Have the rows of the UK and Germany been left out?",
            ),
        ),
        Slip(
            "average_rate",
            lambda: _rules(rate="mean"),
            Text(zh="要的是最高费率，还是平均？", en="Is the highest rate asked for, or the mean?"),
        ),
    ],
    hints=[
        Text(
            zh='先筛选：table[table["region"] == "US"]，再分组。',
            en='Filter first: table[table["region"] == "US"], then group.',
        ),
        Text(
            zh='agg 里每一列写成 新列名=("原列名", "算法")，算法用 "nunique" 和 "max"。',
            en='In agg write each column as new_name=("column", "how"), with "nunique" and "max".',
        ),
    ],
    because=Text(
        zh="一个类目可能占好几行，所以数类目要用 nunique，不能数行。",
        en="A category may fill several rows, so categories are counted with nunique, not rows.",
    ),
)


def _claims():
    """What the assistant's steps say, beside what the model and the tables say."""
    price, rate, cost = 260.0, 6.71, 720 / 6.71
    referral = float(fees.referral_schedule("Furniture", on=DAY).amount(Decimal(260)))
    desk = OrderTerms(
        price=price,
        unit_cost=cost,
        duty_rate=0.25,
        referral_rate=referral / price,
        return_rate=0.08,
        refund_kept=float(fees.amazon_refund(referral, on=DAY).amount),
    )
    rows = contribution(desk).rows
    return {
        "A": (0.587, 1 - 720 / rate / price),
        "B": (26.83, -float(rows["duty"])),
        "C": (26.00, -float(rows["referral"])),
        "D": (8.58, -float(rows["returns"])),
        "E": (0.20, float(breakeven_acos(52.0, price))),
        "F": (5.60, float(fees.fba_storage(4, on=PEAK_DAY, size="oversize").amount)),
    }


WRONG_STEPS = Question(
    "m01.wrong_steps",
    points=2,
    asks=Text(
        zh="AI 助手写的这份分析里，哪两步错了？",
        en="Which two steps of the assistant's analysis are wrong?",
    ),
    expects=Choice(
        {
            "A": Text(zh="毛利率 58.7%", en="gross margin 58.7%"),
            "B": Text(zh="关税 26.83 美元", en="duty 26.83 dollars"),
            "C": Text(zh="佣金 26.00 美元", en="referral fee 26.00 dollars"),
            "D": Text(zh="退货 8.58 美元", en="returns 8.58 dollars"),
            "E": Text(zh="保本 ACoS 20%", en="break-even ACoS 20%"),
            "F": Text(zh="仓租 5.60 美元", en="storage 5.60 dollars"),
        }
    ),
    answer=lambda: {step for step, (said, right) in _claims().items() if abs(said - right) > 0.01},
    slips=[
        Slip(
            "duty_doubted",
            lambda: {"B", "C"},
            Text(
                zh="关税该按售价征吗？再看看退货那一步：退一单，少了的只是货吗？",
                en="Should duty be on the price? And look at returns again: is the piece all that "
                "is lost?",
            ),
        ),
        Slip(
            "storage_doubted",
            lambda: {"C", "F"},
            Text(
                zh="书桌是大件，仓租用哪一行？再看看退货那一步。",
                en="A desk is oversize: which storage rate applies? And look at returns again.",
            ),
        ),
        Slip(
            "referral_believed",
            lambda: {"B", "D"},
            Text(
                zh="家具的 10% 管的是整笔价款，还是 200 美元以上的那一段？",
                en="Does the 10% for furniture apply to the whole price, or to the part above 200?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="每一步都问两句：它乘的是哪个数？规则是分段还是整价？",
            en="Ask two things of each step: which number is multiplied, and is the rule by "
            "portion or by threshold?",
        ),
        Text(
            zh='能查的就查：fees.amazon_referral(260, "Furniture", on=day)；退货的算法见第 5 题。',
            en='Look up what can be looked up: fees.amazon_referral(260, "Furniture", on=day); '
            "question 5 shows how returns are counted.",
        ),
    ],
    because=Text(
        zh="C：家具按分段收，200 美元以内 15%，超出部分才是 10%。"
        "D：退货丢的是整笔收入，不只是一件货。其余四步都对。",
        en="C: furniture pays by portion, 15% of the first 200 dollars and 10% of the rest only. "
        "D: a return loses the sale, not just the piece. The other four steps are right.",
    ),
)


VERDICT = Question(
    "m01.verdict",
    points=4,
    asks=Text(
        zh="这 500 个订不订？替林倩写一段内部意见。",
        en="Order the 500 or not? Write Lin Qian's internal note.",
    ),
    expects=Essay(
        rubric=[
            Criterion(
                1,
                Text(
                    zh="说清口径和数字：按 CM3 算，每单剩多少（或亏多少），在什么条件下",
                    en="names the measure and the number: CM3 of an order, under which conditions",
                ),
            ),
            Criterion(
                1,
                Text(
                    zh="指出起决定作用的一两个假设，并说明变到多少结论会反过来",
                    en="names the one or two assumptions that decide, and at which value the "
                    "verdict turns",
                ),
            ),
            Criterion(
                1,
                Text(
                    zh="建议能执行：订、不订，还是改了什么再订，数量和时间写明",
                    en="gives advice that can be acted on: order, decline or order after a "
                    "change, with quantity and time",
                ),
            ),
            Criterion(
                1,
                Text(
                    zh="写明什么数字一出现就停，以及模型没算到什么",
                    en="says at which number to stop, and what the model leaves out",
                ),
            ),
        ],
        at_least=60,
    ),
    hints=[
        Text(
            zh="先写结论，再写凭哪个数，最后写什么情况下会改主意。",
            en="The conclusion first, then the number it rests on, then what would change it.",
        ),
        Text(
            zh="到 one_order 的滑块上找：广告单占比降到多少，CM3 回到零？",
            en="Find on the sliders of one_order: at which share of orders from ads is CM3 zero?",
        ),
    ],
    because=Text(
        zh="好的意见让人能照着做，也能照着检查：口径、数字、条件、停的线，缺一不可。",
        en="A good note can be acted on and checked: measure, number, condition and the line at "
        "which to stop.",
    ),
)


QUESTIONS = (
    PORTION,
    DUTY,
    VAT,
    BREAKEVEN_ACOS,
    LIGHTER,
    CLOTHING_FEE,
    BILLABLE_WEIGHT,
    BOX_SAVING,
    STORAGE_Q4,
    RETURNS_COST,
    BREAKEVEN_PRICE,
    AD_SHARE,
    FEE_RULES,
    WRONG_STEPS,
    VERDICT,
)
