"""Module 02: profit and cash, stock and rank, late parcels and stars."""

from __future__ import annotations

import math
from functools import cache

import numpy as np
import pandas as pd

from ...analysis import ledger
from ...assumptions.language import Text
from ...assumptions.scenario import Scenario
from ...model.economics import contribution
from ...model.orders import mode_order
from ...model.simulation import simulate
from ...model.theory import cash_cycle, flywheel, ruin
from ..expects import Choice, Criterion, Essay, Function, Number, Table
from ..question import Guess, Question, Slip

#: Lives of a shop that the lesson and the exercise simulate.
PATHS = 400
#: Weeks that the ledger of the lesson runs, and in which the first units are sold.
WEEKS, OPENS = 27, 10


@cache
def _ruined(**changes):
    """Share of ruined shops, as the exercise asks the learner to compute it."""
    shop = Scenario("fabric_shaver", **changes)
    return float(simulate(shop, paths=PATHS).ruined("scenario").mean())


@cache
def _below_zero(**changes):
    """Share of shops whose cash is ever below zero, ruined or not."""
    shop = Scenario("fabric_shaver", **changes)
    lowest = simulate(shop, paths=PATHS).outcome("lowest_cash", "scenario")
    return float((lowest < 0).mean())


GUESSES = (
    Guess(
        "m02.ruined",
        asks=Text(
            zh="100 家这样的店，一年内有几家现金流断裂",
            en="How many of 100 such shops run out of cash within a year",
        ),
        expects=Number(Text(zh="家", en="shops")),
        answer=lambda: round(100 * _ruined()),
        because=Text(
            zh="断裂的店里，绝大多数断裂前那个季度还在赚钱：第二批的尾款赶在货款收齐之前到期。",
            en="Nearly all of them made money in the quarter before they failed: the balance on "
            "the second batch came due before the money from the first was in.",
        ),
    ),
)


# ------------------------------------------------------------------------------ in the lesson

CYCLE = Question(
    "m02.cycle",
    points=0,
    asks=Text(zh="现金周转期是几天？", en="How many days is the cash conversion cycle?"),
    expects=Number(Text(zh="天", en="days")),
    inputs={"goods_lie": 90, "platform_pays": 21, "factory_waits": 30},
    draw=lambda rng: {
        "goods_lie": rng.randrange(40, 131, 5),
        "platform_pays": rng.choice([14, 28, 35]),
        "factory_waits": rng.choice([15, 45, 60]),
    },
    answer=lambda goods_lie, platform_pays, factory_waits: float(
        cash_cycle.cash_conversion_cycle(goods_lie, platform_pays, factory_waits)
    ),
    slips=[
        Slip(
            "credit_added",
            lambda goods_lie, platform_pays, factory_waits: (
                goods_lie + platform_pays + factory_waits
            ),
            Text(
                zh="工厂让你晚付 30 天，你的钱压在外面的时间是变长还是变短？",
                en="The factory lets you pay 30 days later. Is your money tied up for longer, or "
                "for less time?",
            ),
        ),
        Slip(
            "payout_subtracted",
            lambda goods_lie, platform_pays, factory_waits: (
                goods_lie - platform_pays + factory_waits
            ),
            Text(
                zh="平台晚付钱，是帮你垫钱，还是要你垫钱？",
                en="When the platform pays late, is it lending you money, or are you lending it "
                "yours?",
            ),
        ),
        Slip(
            "credit_forgotten",
            lambda goods_lie, platform_pays, **_: goods_lie + platform_pays,
            Text(
                zh="这 111 天里，有一段时间垫钱的是工厂。",
                en="For part of that time, it is the factory's money that is tied up, not yours.",
            ),
        ),
    ],
    hints=[
        Text(
            zh="从付钱给工厂那天数起，数到平台的钱到账那天。",
            en="Count from the day the factory is paid to the day the platform's money arrives.",
        ),
        Text(zh="公式是 CCC = DIO ＋ DSO − DPO。", en="The formula: CCC = DIO + DSO − DPO."),
    ],
    because=Text(
        zh="货躺 90 天，平台再压 21 天，其中 30 天是工厂垫的。",
        en="The goods sit for 90 days and the platform takes 21 more; for 30 of them the factory "
        "waits.",
    ),
)

OWED = Question(
    "m02.owed",
    points=0,
    asks=Text(zh="平台手里随时压着多少元？", en="How many yuan does the platform owe at any time?"),
    expects=Number("CNY", within=1.0),
    inputs={"orders": 200, "payout": 134.8, "settle": 5},
    draw=lambda rng: {
        "orders": rng.randrange(60, 400, 20),
        "payout": rng.randrange(900, 1600) / 10,
        "settle": rng.choice([2, 3, 4, 6]),
    },
    answer=lambda orders, payout, settle: float(orders * payout * settle),
    slips=[
        Slip(
            "one_week",
            lambda orders, payout, **_: orders * payout,
            Text(
                zh="这是一周的货款。这周的钱到账之前，又卖了几周？",
                en="That is one week of sales. How many more weeks do you sell before it is paid?",
            ),
        ),
        Slip(
            "one_order",
            lambda payout, settle, **_: payout * settle,
            Text(zh="一周不止卖一单。", en="There is more than one order a week."),
        ),
        Slip(
            "in_days",
            lambda orders, payout, settle: orders * payout * settle * 7,
            Text(
                zh="单量是一周的，还是一天的？",
                en="Are these the orders of a week, or of a day?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="回款周期 5 周，也就是说最近 5 周的货款都还没到。",
            en="A payout delay of 5 weeks means that the last 5 weeks of sales are unpaid.",
        ),
        Text(zh="每周单量 × 每单回款 × 周数。", en="Orders a week × payout an order × weeks."),
    ],
    because=Text(
        zh="压款和单量、回款周期都成正比：卖得越多、付得越慢，压得越多。",
        en="What the platform owes grows with both orders and delay.",
    ),
)


def _better_product():
    before, after = _ruined(), _ruined(quality=4.8)
    if before == after:
        return "same"
    return "fewer" if after < before else "more"


BETTER_PRODUCT = Question(
    "m02.better_product",
    points=0,
    asks=Text(
        zh="品质提到 4.8 星，现金流断裂的店变少、不变，还是变多？",
        en="With a quality of 4.8 stars, do fewer shops run out of cash, as many, or more?",
    ),
    expects=Choice(
        {
            "fewer": Text(zh="变少", en="fewer"),
            "same": Text(zh="不变", en="as many"),
            "more": Text(zh="变多", en="more"),
        }
    ),
    answer=_better_product,
    slips=[
        Slip(
            "fewer",
            "fewer",
            Text(
                zh="评分高，卖得就多；卖得多，下一批会订多少？回到滑块上拖一拖。",
                en="A better rating sells more. How big will the next order be? Try the slider.",
            ),
        ),
        Slip(
            "same",
            "same",
            Text(
                zh="评分影响转化率吗？销量变了，补货单会不变吗？",
                en="Does the rating affect conversion? If sales change, won't the restock order?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="顺着想：评分 → 转化率 → 销量 → 补货单 → 到仓那天要付的钱。",
            en="Follow it through: rating, conversion, sales, restock order, the bill on arrival.",
        ),
        Text(
            zh="在 cash_curve 上把“产品品质”拖到 4.8，看第一个数字。",
            en='Move "Product quality" to 4.8 in cash_curve and look at the first figure.',
        ),
    ],
    because=Text(
        zh="卖得好，补货单就大，货款到期时前面的钱还没收回来。增长先吃现金。",
        en="Strong sales mean big restock orders, and those come due before the earlier money is "
        "in. Growth eats cash first.",
    ),
)


def _profit_moved():
    """What each of the four events does to book profit, CNY a unit or in all."""
    base = Scenario("fabric_shaver")

    def unit(**changes):
        return float(contribution(mode_order(base.but(**changes))).cm3)

    cleared = 200 * (base.salv * base.cogs - ledger.landed_cost(base))
    return {
        "A": unit(settle=2) - unit(),
        "B": unit(ret=0.08) - unit(),
        "C": cleared,
        "D": unit(freight=base.freight + 2) - unit(),
    }


CASH_ONLY = Question(
    "m02.cash_only",
    points=0,
    asks=Text(
        zh="哪一件事动的是现金，动不了账面利润？",
        en="Which of these changes cash but not book profit?",
    ),
    expects=Choice(
        {
            "A": Text(zh="回款从 3 周改成 2 周", en="paid after 2 weeks instead of 3"),
            "B": Text(zh="退货率升到 8%", en="returns rise to 8%"),
            "C": Text(zh="清仓 200 件", en="200 units are cleared"),
            "D": Text(zh="头程每件贵 2 元", en="freight costs 2 yuan more per unit"),
        }
    ),
    answer=lambda: next(key for key, moved in _profit_moved().items() if moved == 0),
    slips=[
        Slip(
            "returns",
            "B",
            Text(
                zh="退一单，退掉的是收入。收入少了，利润会不变吗？",
                en="A return gives revenue back. With less revenue, can profit stay the same?",
            ),
        ),
        Slip(
            "clearance",
            "C",
            Text(
                zh="按成本价以下卖掉，成本和售价的差额记在哪里？",
                en="Sold below cost: where is the difference booked?",
            ),
        ),
        Slip(
            "freight",
            "D",
            Text(
                zh="头程算进到岸成本。卖一件，多出来的 2 元谁出？",
                en="Freight is part of the landed cost. Who pays the 2 yuan when a unit is sold?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="问一句：卖一件货，赚的钱变没变？",
            en="Ask of each: does it change what a unit earns?",
        ),
        Text(
            zh="只改付款日期、不改金额的那一件。",
            en="The one that changes a date and no amount.",
        ),
    ],
    because=Text(
        zh="早一周收钱，钱数一分不变，利润也就不变；变的是这段时间谁的钱在外面。",
        en="Money that comes a week earlier is the same amount; what changes is whose money is "
        "tied up in the meantime.",
    ),
)


# ---------------------------------------------------------------------------- in the exercise


def _balances(flows, capital):
    return capital + np.cumsum(flows)


def _draw_flows(rng):
    flows = [-1000 * rng.randrange(5, 30), *(1000 * rng.randrange(1, 15) for _ in range(3))]
    flows += [-1000 * rng.randrange(20, 60), 1000 * rng.randrange(5, 40)]
    return {"flows": flows, "capital": 1000 * rng.randrange(20, 90)}


LOWEST_CASH = Question(
    "m02.lowest_cash",
    points=3,
    asks=Text(
        zh="写函数 lowest_cash(flows, capital)：账上现金最低时是多少元？",
        en="Write lowest_cash(flows, capital): the lowest balance, in yuan.",
    ),
    expects=Function(returns=Number("CNY")),
    inputs={"flows": [-20000, 4000, 9000, -45000, 30000], "capital": 60000},
    further_cases=[
        {"flows": [-5000, -5000, 2000], "capital": 8000},
        {"flows": [3000, -8000, 1000, -1000], "capital": 0},
    ],
    draw=_draw_flows,
    answer=lambda flows, capital: float(_balances(flows, capital).min()),
    slips=[
        Slip(
            "last_balance",
            lambda flows, capital: float(capital + sum(flows)),
            Text(
                zh="这是最后一周的余额。中间有没有更低的时候？",
                en="This is the last balance. Was it ever lower on the way?",
            ),
        ),
        Slip(
            "worst_week",
            lambda flows, capital: float(capital + min(flows)),
            Text(
                zh="最差的一周之前，账上还是启动资金那么多吗？",
                en="Is the balance still the starting capital when the worst week comes?",
            ),
        ),
        Slip(
            "capital_forgotten",
            lambda flows, capital: float(np.cumsum(flows).min()),
            Text(zh="启动资金加上了吗？", en="Has the starting capital been added?"),
        ),
    ],
    hints=[
        Text(
            zh="先把每周的进出累加成余额，再取最小值。",
            en="First turn the flows into balances, then take the smallest.",
        ),
        Text(
            zh="pd.Series(flows).cumsum() 是累加；加上 capital，再 .min()。",
            en="pd.Series(flows).cumsum() adds them up; add capital, then .min().",
        ),
    ],
    because=Text(
        zh="断不断，看的是最低的那一周，不是最后的那一周。",
        en="A shop survives or fails in its lowest week, not in its last one.",
    ),
)


def _clock_ledger(sold, payout, cost, overhead, settle, capital):
    weeks = pd.DataFrame({"sold": sold}, index=pd.RangeIndex(len(sold), name="week"))
    out = cost * weeks["sold"] + overhead
    weeks["payout"] = (payout * weeks["sold"]).shift(settle, fill_value=0)
    weeks["cash"] = capital + (weeks["payout"] - out).cumsum()
    weeks["profit"] = payout * weeks["sold"] - out
    return weeks[["payout", "cash", "profit"]]


def _late_profit(**given):
    weeks = _clock_ledger(**given)
    weeks["profit"] = weeks["cash"].diff().fillna(weeks["cash"].iloc[0] - given["capital"])
    return weeks


def _uncapitalised(**given):
    return _clock_ledger(**given | {"capital": 0})


LEDGER = Question(
    "m02.clock_ledger",
    points=3,
    asks=Text(
        zh="记吴桐头 10 周的账：payout、cash、profit 三列",
        en="Keep Wu Tong's books for ten weeks: columns payout, cash and profit",
    ),
    expects=Table(key="week", values=Number("CNY", within=1.0)),
    inputs={
        "sold": [40, 60, 80, 100, 120, 140, 160, 180, 180, 180],
        "payout": 135,
        "cost": 100,
        "overhead": 1000,
        "settle": 5,
        "capital": 60000,
    },
    draw=lambda rng: {
        "sold": [rng.randrange(20, 60) + 10 * k for k in range(10)],
        "payout": rng.randrange(125, 150),
        "cost": rng.randrange(80, 110),
        "overhead": rng.choice([800, 1200, 1500]),
        "settle": rng.choice([3, 4, 6]),
        "capital": rng.choice([50000, 80000, 90000]),
    },
    answer=_clock_ledger,
    slips=[
        Slip(
            "paid_at_once",
            lambda **given: _clock_ledger(**given | {"settle": 0}),
            Text(
                zh="第 0 周卖的货，第几周才到账？用 shift 把这一列往后推。",
                en="When is the money of week 0 paid out? Move the column down with shift.",
            ),
        ),
        Slip(
            "cash_as_profit",
            _late_profit,
            Text(
                zh="你的利润列记的是现金进出。货卖掉、钱没到，算不算赚到了？",
                en="Your profit follows the cash. Does a sale earn nothing until it is paid out?",
            ),
        ),
        Slip(
            "capital_forgotten",
            _uncapitalised,
            Text(
                zh="余额从多少钱开始？启动资金加上了吗？",
                en="Where does the balance start? Has the capital been added?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="利润看“卖了多少”，现金看“到账多少、付了多少”，两列别混。",
            en="Profit follows what was sold, cash what came in and went out. Keep them apart.",
        ),
        Text(
            zh='到账：(135 * weeks["sold"]).shift(5, fill_value=0)；'
            "现金：60000 加上（到账 − 付出）的 cumsum()。",
            en='Payout: (135 * weeks["sold"]).shift(5, fill_value=0); '
            "cash: 60000 + (payout − what went out).cumsum().",
        ),
    ],
    because=Text(
        zh="供应商的钱当周付，平台的钱五周后来：周周赚钱，账上却一路往下。",
        en="The supplier is paid this week and the platform pays five weeks later: profit every "
        "week, and the balance still goes down.",
    ),
)


def _away(sold, landed, payout, goods_lie, platform_pays):
    return float(
        cash_cycle.working_capital(
            landed * sold / 7, payout * sold / 7, goods_lie, platform_pays, 0
        )
    )


def _more_away(now, then, **shop):
    return _away(then, **shop) - _away(now, **shop)


GROWTH_CASH = Question(
    "m02.growth_cash",
    points=2,
    asks=Text(
        zh="从一周 60 件做到 150 件，要多垫多少元？",
        en="How much more money does growing from 60 to 150 units a week tie up?",
    ),
    expects=Number("CNY", within=5.0),
    inputs={
        "now": 60,
        "then": 150,
        "landed": 55.9,
        "payout": 92.2,
        "goods_lie": 55,
        "platform_pays": 21,
    },
    draw=lambda rng: {
        "now": rng.randrange(30, 80, 5),
        "then": rng.randrange(100, 220, 10),
        "landed": rng.randrange(300, 700) / 10,
        "payout": rng.randrange(800, 1200) / 10,
        "goods_lie": rng.randrange(40, 100, 5),
        "platform_pays": rng.choice([14, 28]),
    },
    answer=_more_away,
    slips=[
        Slip(
            "all_of_it",
            lambda now, then, **shop: _away(then, **shop),
            Text(
                zh="这是涨上去以后一共压着的钱。现在已经压着的，要减掉吗？",
                en="That is everything tied up after the growth. How much is tied up already?",
            ),
        ),
        Slip(
            "per_week",
            lambda now, then, **shop: 7 * _more_away(now, then, **shop),
            Text(
                zh="天数乘的应该是每天的进出，60 和 150 是每周的件数。",
                en="Days have to be multiplied by daily amounts; 60 and 150 are units a week.",
            ),
        ),
        Slip(
            "goods_only",
            lambda now, then, landed, goods_lie, **_: (then - now) / 7 * landed * goods_lie,
            Text(
                zh="压着的只有货吗？平台手里那 21 天的货款呢？",
                en="Is only the stock tied up? What about the 21 days before the platform pays?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="先算每周多卖的 90 件，折成每天多少件。",
            en="Start from the 90 extra units a week and turn them into units a day.",
        ),
        Text(
            zh="每天多卖的件数 ×（55.9 × 55 ＋ 92.2 × 21）。",
            en="Extra units a day × (55.9 × 55 + 92.2 × 21).",
        ),
    ],
    because=Text(
        zh="压在外面的钱跟着销量走，增长多少，就要先垫多少。",
        en="The money tied up moves with sales: you pay for growth before it pays you.",
    ),
)


def cash_of(batches):
    """The balance of every week of the lesson's ledger, for other orders (week: units)."""
    s = Scenario("fabric_shaver")
    landed, deposit = ledger.landed_cost(s), s.deposit * s.cogs
    payout = float(contribution(mode_order(s)).cm3) + landed
    sold = np.array([0.0] * OPENS + [round(50 * 1.08**k) for k in range(WEEKS - OPENS)])
    goods = np.zeros(WEEKS)
    for week, units in batches.items():
        goods[week] += deposit * units
        if week + s.lead < WEEKS:
            goods[week + s.lead] += (landed - deposit) * units
    paid = np.concatenate([np.zeros(s.settle), payout * sold[: -s.settle]])
    return s.capital + np.cumsum(paid - goods - s.fixed)


def _orders(units, later, share=0.5):
    """The first batch, and the second in two parts."""
    first = round(share * units)
    return {0: 1080, 13: first, 13 + later: units - first} if later else {0: 1080, 13: units}


SPLIT = Question(
    "m02.split",
    points=2,
    asks=Text(
        zh="第二批 2,200 件拆成两个 1,100，相隔四周下单，最低现金是多少元？",
        en="The 2,200 units are ordered in two halves four weeks apart: what is the lowest cash?",
    ),
    expects=Number("CNY", within=5.0),
    inputs={"units": 2200, "later": 4},
    draw=lambda rng: {
        "units": rng.randrange(1800, 2600, 50),
        "later": rng.choice([1, 2, 3]),
    },
    answer=lambda units, later: float(cash_of(_orders(units, later)).min()),
    slips=[
        Slip(
            "in_one",
            lambda units, later: float(cash_of(_orders(units, 0)).min()),
            Text(
                zh="这是一次下 2,200 件的结果。字典里要有两行：第 13 周和第 17 周。",
                en="This is one order of 2,200. The dictionary needs two entries, weeks 13 and 17.",
            ),
        ),
        Slip(
            "second_half_forgotten",
            lambda units, later: float(cash_of({0: 1080, 13: units / 2}).min()),
            Text(
                zh="另外一半呢？只订一半，货就不够卖。",
                en="Where is the other half? With half the goods, there is not enough to sell.",
            ),
        ),
        Slip(
            "weeks_of_arrival",
            lambda units, later: float(
                cash_of({0: 1080, 22: units / 2, 22 + later: units / 2}).min()
            ),
            Text(
                zh="第 22 周是到仓的日子。字典里写的是哪一周下单？",
                en="Week 22 is when the goods arrive. In which week are they ordered?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="batches 是“第几周下单：多少件”，把 13: 2200 换成两行。",
            en="batches maps the week of an order to its units. Replace 13: 2200 by two entries.",
        ),
        Text(
            zh="写成 cash_of({0: 1080, 13: 1100, 17: 1100}).min()。",
            en="Write cash_of({0: 1080, 13: 1100, 17: 1100}).min().",
        ),
    ],
    because=Text(
        zh="货一件没少，尾款分在两周付，前一半的货款接得上后一半的尾款，就没有断。",
        en="Not one unit fewer, but the bill is spread over two weeks, and sales in between pay "
        "for the second half.",
    ),
)


ENOUGH = Question(
    "m02.enough",
    points=2,
    asks=Text(
        zh="本钱要多少元，断裂的概率才不超过 5%？",
        en="How much capital keeps the chance of ever running out of cash at 5%?",
    ),
    expects=Number("CNY", within=10.0),
    inputs={"limit": 0.05, "drift": 2000, "volatility": 12000},
    draw=lambda rng: {
        "limit": rng.choice([0.02, 0.08, 0.10]),
        "drift": rng.randrange(1000, 5001, 500),
        "volatility": rng.randrange(6000, 20001, 1000),
    },
    answer=lambda limit, drift, volatility: float(
        ruin.capital_for_ruin_limit(limit, drift, volatility)
    ),
    slips=[
        Slip(
            "decimal_logarithm",
            lambda limit, drift, volatility: -(volatility**2) * math.log10(limit) / (2 * drift),
            Text(
                zh="ln 是自然对数，不是以 10 为底。",
                en="ln is the natural logarithm, not that of base ten.",
            ),
        ),
        Slip(
            "two_forgotten",
            lambda limit, drift, volatility: -(volatility**2) * math.log(limit) / drift,
            Text(zh="分母里还有个 2。", en="There is a 2 in the denominator."),
        ),
        Slip(
            "mean_squared",
            lambda limit, drift, volatility: -volatility * math.log(limit) / (2 * drift),
            Text(
                zh="标准差要平方；不平方，单位也对不上。",
                en="The standard deviation is squared; without it the units do not fit either.",
            ),
        ),
    ],
    hints=[
        Text(
            zh="公式：本钱 = −σ² × ln p ÷ (2µ)，p 是断裂概率。",
            en="The formula: capital = −σ² × ln p ÷ (2µ), where p is the chance of ruin.",
        ),
        Text(
            zh="或者直接调用 ruin.capital_for_ruin_limit(0.05, drift=2000, volatility=12000)。",
            en="Or call ruin.capital_for_ruin_limit(0.05, drift=2000, volatility=12000).",
        ),
    ],
    because=Text(
        zh="本钱和波动的平方成正比：波动大一倍，本钱要四倍。少下大单，省的就是这一项。",
        en="Capital grows with the square of the swings: twice the swings, four times the capital. "
        "That is what smaller orders save.",
    ),
)


def _missing(cvr, top, best, phi, omega, empty, weeks=40, sliding=True):
    """Pieces that go missing in so many weeks after the shelf ran empty."""
    steady = float(flywheel.flywheel_velocity(cvr, top, best, phi))
    velocity, missing = steady, 0.0
    for week in range(weeks):
        sold = 0.0 if week < empty else cvr * top * (velocity / best) ** phi
        missing += steady - sold
        if sliding or week >= empty:
            velocity = (1 - omega) * velocity + omega * sold
    return missing


RANK_LOSS = Question(
    "m02.rank_loss",
    points=2,
    asks=Text(
        zh="断货 3 周，40 周里一共少卖多少件？",
        en="Three weeks without stock: how many sales are lost over 40 weeks?",
    ),
    expects=Number(Text(zh="件", en="units"), within=1.0),
    inputs={"cvr": 0.1, "top": 3000, "best": 1000, "phi": 0.5, "omega": 0.25, "empty": 3},
    draw=lambda rng: {
        "cvr": rng.choice([0.08, 0.09, 0.11]),
        "top": rng.choice([2000, 3000, 4000]),
        "best": rng.choice([1000, 1500]),
        "phi": rng.choice([0.4, 0.5]),
        "omega": rng.choice([0.2, 0.3]),
        "empty": rng.choice([2, 4, 5]),
    },
    answer=_missing,
    slips=[
        Slip(
            "empty_weeks_only",
            lambda cvr, top, best, phi, empty, **_: (
                empty * float(flywheel.flywheel_velocity(cvr, top, best, phi))
            ),
            Text(
                zh="货回来那一周，销量马上就恢复了吗？排名呢？",
                en="Do sales recover the week the goods arrive? What about the rank?",
            ),
        ),
        Slip(
            "after_only",
            lambda cvr, top, best, phi, omega, empty: (
                _missing(cvr, top, best, phi, omega, empty)
                - empty * float(flywheel.flywheel_velocity(cvr, top, best, phi))
            ),
            Text(
                zh="这是补上货以后少卖的。断货那几周自己少卖的呢？",
                en="These are the sales lost afterwards. What about the empty weeks themselves?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="照课文里的循环写，先算销量稳住时的周销量。",
            en="Write the loop from the lesson; start with the settled weekly sales.",
        ),
        Text(
            zh="断货的周销量记 0，velocity 照样每周更新；把每周少卖的加起来。",
            en="Sales are 0 in the empty weeks, but the velocity is still updated; add up the lost "
            "sales.",
        ),
    ],
    because=Text(
        zh="断货那几周，平台记着的销量一路在掉；货回来时排名已经低了，要一周一周爬回去。",
        en="While you are out of stock, the velocity falls; when the goods are back, the rank is "
        "lower and has to be climbed week by week.",
    ),
)


def _rating(stars, reviews, orders, review_rate, weeks, quality, lost):
    """Mean star after some weeks of late parcels, without fading."""
    new = orders * review_rate * weeks
    return (stars * reviews + (quality - lost) * new) / (reviews + new)


RATING = Question(
    "m02.rating",
    points=2,
    asks=Text(
        zh="延误五周以后，店铺评分是多少星？",
        en="What is the rating after five weeks of late parcels?",
    ),
    expects=Number(Text(zh="星", en="stars"), within=0.01),
    inputs={
        "stars": 4.2,
        "reviews": 100,
        "orders": 170,
        "review_rate": 0.03,
        "weeks": 5,
        "quality": 4.2,
        "lost": 0.8,
    },
    draw=lambda rng: {
        "stars": rng.choice([4.1, 4.3, 4.5]),
        "reviews": rng.randrange(50, 300, 10),
        "orders": rng.randrange(100, 400, 20),
        "review_rate": rng.choice([0.02, 0.04, 0.05]),
        "weeks": rng.randrange(3, 11),
        "quality": rng.choice([4.0, 4.15, 4.4]),
        "lost": rng.choice([0.6, 1.0, 1.4]),
    },
    answer=_rating,
    slips=[
        Slip(
            "every_order_reviews",
            lambda review_rate, **shop: _rating(review_rate=1.0, **shop),
            Text(
                zh="每个买家都留评吗？留评率是多少？",
                en="Does every buyer leave a review? What is the review rate?",
            ),
        ),
        Slip(
            "plain_mean",
            lambda stars, quality, lost, **_: (stars + quality - lost) / 2,
            Text(
                zh="旧评价 100 条，新评价二十几条，份量一样吗？",
                en="A hundred old reviews and some twenty new ones: do they weigh the same?",
            ),
        ),
        Slip(
            "all_late",
            lambda quality, lost, **_: quality - lost,
            Text(
                zh="这是新评价的平均星级。店铺评分是新旧评价一起算的。",
                en="This is the mean of the new reviews. The rating counts old and new ones.",
            ),
        ),
    ],
    hints=[
        Text(
            zh="先数五周里有多少条新评价，再按条数加权。",
            en="Count the new reviews of five weeks first, then weigh by number.",
        ),
        Text(
            zh="加权平均：(4.2 × 100 ＋ 3.4 × 25.5) ÷ 125.5。",
            en="Weighted: (4.2 × 100 + 3.4 × 25.5) ÷ 125.5.",
        ),
    ],
    because=Text(
        zh="评价少的新店，几十条差评就能拉下来；老店评价多，掉得慢，爬得也慢。",
        en="A few dozen bad reviews pull a young shop down; an old one with many reviews falls "
        "more slowly and recovers just as slowly.",
    ),
)


SIX_WEEKS = Question(
    "m02.six_weeks",
    points=2,
    asks=Text(
        zh="每次只补 6 周的货，现金流断裂的概率是多少？",
        en="With six weeks of stock each time, how likely is she to run out of cash?",
    ),
    expects=Number("%", within=0.002),
    inputs={"cover": 6.0, "capital": 140000},
    draw=lambda rng: {
        "cover": rng.choice([4.0, 5.0, 7.0, 8.0, 9.0, 10.0]),
        "capital": rng.randrange(130000, 180001, 5000),
    },
    answer=lambda cover, capital: _ruined(cover=cover, capital=float(capital)),
    slips=[
        Slip(
            "unchanged",
            lambda cover, capital: _ruined(capital=float(capital)),
            Text(
                zh="补货量改了吗？Scenario 里要写 cover=6。",
                en="Has the restock cover been changed? Write cover=6 in the Scenario.",
            ),
        ),
        Slip(
            "below_zero",
            lambda cover, capital: _below_zero(cover=cover, capital=float(capital)),
            Text(
                zh="现金低于零，就算断裂吗？透支额度呢？",
                en="Is a shop ruined as soon as cash drops below zero? What about its credit line?",
            ),
        ),
        Slip(
            "survivors",
            lambda cover, capital: 1 - _ruined(cover=cover, capital=float(capital)),
            Text(zh="这是活下来的占比。", en="This is the share of shops that survive."),
        ),
    ],
    hints=[
        Text(
            zh='先写 shop = Scenario("fabric_shaver", cover=6)，再 simulate(shop, paths=400)。',
            en='Begin: shop = Scenario("fabric_shaver", cover=6), then simulate(shop, paths=400).',
        ),
        Text(
            zh='结果的 .ruined("scenario") 是 400 个真假值，.mean() 就是占比。',
            en='.ruined("scenario") of the result is 400 truth values; .mean() is their share.',
        ),
    ],
    because=Text(
        zh="同样的货、同样的本钱，单子小一半，到仓那天要付的钱也少一半。",
        en="Same product, same capital: with half the order, only half as much comes due on the "
        "day it arrives.",
    ),
)


def _steps():
    """What the assistant's steps say, beside what the model says."""
    s = Scenario("fabric_shaver")
    landed = ledger.landed_cost(s)
    earns = float(contribution(mode_order(s)).cm3)
    payout = earns + landed
    sold = sum(round(50 * 1.08**k) for k in range(13))
    cash = cash_of({0: 1080, 13: 2200})
    rank = {"cvr": s.cvr_m, "top": s.search, "best": s.a_rank, "phi": s.gamma / s.b_rank}
    return {
        "A": (55.9, landed),
        "B": (76, float(cash_cycle.cash_conversion_cycle(55, 21, 0))),
        "C": (12_986, sold * earns - 13 * s.fixed),
        "D": (12_986, cash[22] - cash[9]),
        "E": (33_180, 3 * 120 * payout),
        "F": (569, _missing(**rank, omega=s.omega, empty=4)),
    }


WRONG_STEPS = Question(
    "m02.wrong_steps",
    points=2,
    asks=Text(
        zh="AI 助手写的这份分析里，哪两步错了？",
        en="Which two steps of the assistant's analysis are wrong?",
    ),
    expects=Choice(
        {
            "A": Text(zh="到岸成本 55.9 元", en="landed cost 55.9 yuan"),
            "B": Text(zh="现金周转期 76 天", en="cash conversion cycle 76 days"),
            "C": Text(zh="季度利润 12,986 元", en="profit of the quarter 12,986 yuan"),
            "D": Text(zh="现金增加 12,986 元", en="cash up by 12,986 yuan"),
            "E": Text(zh="平台欠 33,180 元", en="33,180 yuan owed by the platform"),
            "F": Text(zh="断货损失 569 件", en="a stock-out of 569 units"),
        }
    ),
    answer=lambda: {
        step for step, (said, right) in _steps().items() if abs(said - right) > 0.005 * abs(said)
    },
    slips=[
        Slip(
            "profit_doubted",
            lambda: {"C", "F"},
            Text(
                zh="C 是按“卖掉才算”记的，方法对不对？再看 D：利润和现金是一回事吗？",
                en="C counts what was sold. Is that wrong? And D: are profit and cash the same?",
            ),
        ),
        Slip(
            "owed_doubted",
            lambda: {"D", "E"},
            Text(
                zh="E 是每周回款乘三周，哪里不对？再看 F：货回来，排名也回来了吗？",
                en="E is three weeks of payouts. Is anything wrong with that? And F: does the rank "
                "come back with the goods?",
            ),
        ),
        Slip(
            "cycle_doubted",
            lambda: {"B", "D"},
            Text(
                zh="工厂不给账期，DPO 是多少？再看 F：断货只丢那四周的单吗？",
                en="Without credit from the factory, what is DPO? And F: are only those four weeks "
                "of sales lost?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="每一步问一句：记的是“卖了没有”，还是“钱动了没有”？",
            en="For each step, ask: is it about what was sold, or about money that moved?",
        ),
        Text(
            zh="这一季付了两笔大钱：第 13 周的定金，第 22 周的尾款。断货的算法见第 6 题。",
            en="Two large bills were paid in that quarter, in weeks 13 and 22. Question 6 shows "
            "what a stock-out costs.",
        ),
    ],
    because=Text(
        zh="D：这一季付了第二批的定金和尾款，现金少了八万多。F：断货还拖累排名，前后约少卖一千件。"
        "其余四步都对。",
        en="D: the deposit and the balance on the second batch were paid in that quarter, so cash "
        "fell by more than 80,000. F: a stock-out also costs rank, about a thousand units in all. "
        "The other four steps are right.",
    ),
)


VERDICT = Question(
    "m02.verdict",
    points=4,
    asks=Text(
        zh="第二批怎么下？替周敏写一段内部意见。",
        en="How should the second batch be ordered? Write a memo for Zhou Min.",
    ),
    expects=Essay(
        rubric=[
            Criterion(
                1,
                Text(
                    zh="利润和现金分开说，写明钱最紧的是哪一周、缺口多大",
                    en="keeps profit and cash apart; names the week when cash is tightest and the "
                    "size of the gap",
                ),
            ),
            Criterion(
                1,
                Text(
                    zh="用断裂概率比较至少两种下单办法，数字来自滑块或模拟",
                    en="compares at least two ways of ordering by their probability of ruin, with "
                    "numbers from the sliders or a simulation",
                ),
            ),
            Criterion(
                1,
                Text(
                    zh="算上单子小的代价：断货和掉排名，并给出应对（缩短交期、分批等）",
                    en="counts the cost of smaller orders (stock-outs and rank) and says what to "
                    "do about it (shorter lead time, split orders)",
                ),
            ),
            Criterion(
                1,
                Text(
                    zh="建议能执行：件数、周次、现金低到多少就停；并说出模型没算到什么",
                    en="gives advice she can act on: units, weeks, the balance at which to stop; "
                    "and says what the model leaves out",
                ),
            ),
        ],
        at_least=60,
    ),
    hints=[
        Text(
            zh="先写结论，再写凭哪两个数，最后写现金低到多少就改主意。",
            en="Start with the conclusion, then the two numbers behind it, then the balance at "
            "which you would change your mind.",
        ),
        Text(
            zh="第 4 题有分批的最低现金，第 8 题有断裂概率，第 6 题有断货的代价。",
            en="Question 4 has the lowest balance with split orders, question 8 the probability of "
            "ruin, question 6 the cost of a stock-out.",
        ),
    ],
    because=Text(
        zh="好的意见两头都算：备多了断现金，备少了断排名，再给一条看得见的停止线。",
        en="A good memo counts both sides, cash and rank, and sets a clear stopping line.",
    ),
)


QUESTIONS = (
    CYCLE,
    OWED,
    BETTER_PRODUCT,
    CASH_ONLY,
    LOWEST_CASH,
    LEDGER,
    GROWTH_CASH,
    SPLIT,
    ENOUGH,
    RANK_LOSS,
    RATING,
    SIX_WEEKS,
    WRONG_STEPS,
    VERDICT,
)
