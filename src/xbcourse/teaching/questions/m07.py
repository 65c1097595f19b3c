"""Module 07: one order or two, in bulk or in small batches, and what published figures count."""

from __future__ import annotations

from ...assumptions.datasets import load
from ...assumptions.language import Text
from ...assumptions.scenario import Scenario
from ...model.collection import simulate_season, simulate_style, style_terms
from ...model.theory.demand import DiscreteDemand
from ...model.theory.newsvendor import critical_ratio, newsvendor, season
from ...model.theory.quick_response import quick_response
from ..expects import Choice, Criterion, Essay, Function, Number, Table
from ..question import Guess, Question, Slip

PIECES = Text(zh="件", en="units")

#: What the essay says SHEIN launches in a week (SED-SHN-004).
ESSAY_WEEK = 3000
DAYS, WEEKS = 7, 52


def _dress(**changes):
    return style_terms(Scenario("dress_styles", **changes))


def _gain():
    """What small batches earn more a style than bulk, simulated, CNY."""
    terms = _dress()
    small, bulk = (
        simulate_style(terms, way, round(float(terms.ways[way].plan.first_order))).profit.mean()
        for way in ("small", "bulk")
    )
    return float(small - bulk)


GUESSES = (
    Guess(
        "m07.gain",
        asks=Text(
            zh="小单平均每款比大批多赚几元",
            en="How much more a style earns in small batches than in bulk",
        ),
        expects=Number("CNY", within=200.0),
        answer=_gain,
        because=Text(
            zh="每件贵 27%，可滞销款只压一小批，爆款补得上货：大批一款卖出 170 件，小单 244 件。",
            en="Each unit costs 27% more, but flops tie up only a small batch and hits get "
            "restocked: bulk sells 170 units per style, small batches 244.",
        ),
    ),
)


# ------------------------------------------------------------------------------ in the lesson


RATIO = Question(
    "m07.ratio",
    points=0,
    asks=Text(zh="临界比 CR 是多少？", en="What is the critical ratio?"),
    expects=Number("%"),
    inputs={"price": 100.0, "cost": 64.0, "salvage": 20.0},
    draw=lambda rng: {
        "price": rng.randrange(90, 140) * 1.0,
        "cost": rng.randrange(45, 80) * 1.0,
        "salvage": rng.randrange(5, 30) * 1.0,
    },
    answer=lambda price, cost, salvage: float(critical_ratio(price - cost, cost - salvage)),
    slips=[
        Slip(
            "margin",
            lambda price, cost, salvage: (price - cost) / price,
            Text(
                zh="这是毛利率。订多一件亏多少，用到了吗？",
                en="This is gross margin. Did you use what one unit too many loses?",
            ),
        ),
        Slip(
            "upside_down",
            lambda price, cost, salvage: (cost - salvage) / (price - salvage),
            Text(
                zh="卖得越赚钱，够卖的概率该越高还是越低？你的算式是哪个方向？",
                en="The more a sale earns, should the chance of having enough go up or down? "
                "Which way does your formula go?",
            ),
        ),
        Slip(
            "odds",
            lambda price, cost, salvage: (price - cost) / (cost - salvage),
            Text(
                zh="概率能到 100% 以上吗？分母少加了一项。",
                en="Can a probability exceed 100%? Something is missing in the denominator.",
            ),
        ),
    ],
    hints=[
        Text(
            zh="先算订少一件少赚多少，再算订多一件亏多少。",
            en="First what one unit too few gives up, then what one too many loses.",
        ),
        Text(
            zh="订少亏 36，订多亏 44：CR = 36 ÷ (36 ＋ 44)。",
            en="One too few gives up 36, one too many loses 44: CR = 36 ÷ (36 + 44).",
        ),
    ],
    because=Text(
        zh="订少一件少赚 36 元，订多一件亏 44 元：订多更疼，够卖的概率就不到一半。",
        en="One too few gives up 36, one too many loses 44: too many hurts more, so the chance of "
        "having enough should be below half.",
    ),
)


PASSED = Question(
    "m07.passed",
    points=0,
    asks=Text(
        zh="补的货到仓时，需求已经过去多大一部分？",
        en="What share of the season's demand has passed when the second order arrives?",
    ),
    expects=Number("%"),
    inputs={"weeks": 16, "watch": 2, "lead": 4},
    draw=lambda rng: {
        "weeks": rng.choice([12, 14, 18, 20, 24]),
        "watch": rng.choice([1, 2, 3]),
        "lead": rng.choice([4, 5, 6, 7]),
    },
    answer=lambda weeks, watch, lead: (
        _dress(season=weeks, watch=watch, lead=lead).ways["small"].passed
    ),
    slips=[
        Slip(
            "lead_only",
            lambda weeks, watch, lead: lead / weeks,
            Text(
                zh="看单的那几周，货已经在卖了，算进去了吗？",
                en="Goods also sell in the weeks you watch. Did you count those?",
            ),
        ),
        Slip(
            "what_is_left",
            lambda weeks, watch, lead: 1 - (watch + lead) / weeks,
            Text(
                zh="这是还没来的，还是已经过去的？",
                en="Is this what has passed, or what is still to come?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="从开卖那天数：什么时候下单？什么时候到货？",
            en="Count from the first day of sales: when do you order, when does it arrive?",
        ),
        Text(
            zh="看单的周数加等货的周数：(2 ＋ 4) ÷ 16。",
            en="Weeks watched plus weeks waited: (2 + 4) ÷ 16.",
        ),
    ],
    because=Text(
        zh="看两周、等四周，第六周末到货，十六周里过去了六周。",
        en="Two weeks of watching and four of waiting: the goods arrive after six of 16 weeks.",
    ),
)


def _first_without_premium():
    """Which answer the model gives: the first order as a share of what is expected."""
    terms = _dress()
    bulk = terms.ways["bulk"].unit_cost
    first = float(quick_response(300, 100, 0.9, terms.price, bulk, terms.salvage, 0.0).first_order)
    return min({"none": 0, "half": 150, "mean": 300}.items(), key=lambda a: abs(a[1] - first))[0]


NO_PREMIUM = Question(
    "m07.no_premium",
    points=0,
    asks=Text(
        zh="补单不加价，顾客也肯等，首批该订多少？",
        en="No premium on the reorder, and customers wait: how large should the first batch be?",
    ),
    expects=Choice(
        {
            "none": Text(zh="一件不订", en="nothing"),
            "half": Text(zh="预计的一半", en="half the forecast"),
            "mean": Text(zh="预计的件数", en="the forecast"),
        }
    ),
    answer=_first_without_premium,
    slips=[
        Slip(
            "half",
            "half",
            Text(
                zh="先订的那一半，比看了再订便宜吗？不便宜，为什么要先赌？",
                en="Is the half you order first any cheaper? If not, why bet on it?",
            ),
        ),
        Slip(
            "mean",
            "mean",
            Text(
                zh="按预计订，爆了还能补，滞销了呢？",
                en="If you order the forecast, a hit can be topped up. What about a flop?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="问自己：先订一件，换来了什么好处？",
            en="Ask yourself: what do you gain by ordering one unit first?",
        ),
        Text(
            zh="先订的好处只有两种：便宜，或者不断货。题目里两样都没有。",
            en="Ordering first is either cheaper or avoids a stockout. Here it is neither.",
        ),
    ],
    because=Text(
        zh="先订只有两个理由：便宜，或者顾客不等。两样都没有，看了再订总不会更差。",
        en="There are only two reasons to order first: it is cheaper, or customers will not wait. "
        "With neither, looking first is never worse.",
    ),
)


def _least_changed():
    terms = _dress()
    bulk, small = (simulate_season(terms, way) for way in ("bulk", "small"))
    change = {
        name: float(getattr(small, field).sum() / getattr(bulk, field).sum())
        for name, field in (("leftover", "leftover"), ("lost", "lost_sales"))
    }
    change["tied"] = float(small.cash.min(axis=0).mean() / bulk.cash.min(axis=0).mean())
    return max(change, key=change.get)


UNCHANGED = Question(
    "m07.unchanged",
    points=0,
    asks=Text(
        zh="从大批换成小单，哪一样几乎没有变少？",
        en="Going from bulk to small batches, what stays almost unchanged?",
    ),
    expects=Choice(
        {
            "leftover": Text(zh="剩货", en="stock left over"),
            "lost": Text(zh="缺货", en="lost sales"),
            "tied": Text(zh="最多要垫的钱", en="the most money laid out"),
        }
    ),
    answer=_least_changed,
    slips=[
        Slip(
            "leftover",
            "leftover",
            Text(
                zh="看图名里的两个百分数：剩货变了多少？",
                en="See the two percentages in the chart title: how did leftovers change?",
            ),
        ),
        Slip(
            "lost",
            "lost",
            Text(
                zh="爆款补上了货，缺货会怎样？看图下面的表。",
                en="Hits get restocked. What does that do to lost sales? See the table below.",
            ),
        ),
    ],
    hints=[
        Text(
            zh="看 many_styles 下面那张表，一行一行比。",
            en="Go through the table under many_styles row by row.",
        ),
        Text(zh="找两条线的最低点。", en="Look for the low point of each line."),
    ],
    because=Text(
        zh="首批少付的钱，两周后补爆款时又付了出去：最低点 47 万对 46 万。",
        en="What the first batch saves goes out two weeks later to restock the hits: the low "
        "points are 470,000 and 460,000.",
    ),
)


SKUS = Question(
    "m07.skus",
    points=0,
    asks=Text(zh="按 SKU 数，一周上新多少？", en="How many SKUs are launched in a week?"),
    expects=Number(Text(zh="个 SKU", en="SKUs"), within=0.5),
    inputs={"designs": 150, "colours": 4, "sizes": 6},
    draw=lambda rng: {
        "designs": rng.randrange(20, 400, 10),
        "colours": rng.choice([3, 5, 6]),
        "sizes": rng.choice([4, 5, 7]),
    },
    answer=lambda designs, colours, sizes: designs * colours * sizes * DAYS,
    slips=[
        Slip(
            "a_day",
            lambda designs, colours, sizes: designs * colours * sizes,
            Text(
                zh="这是一天的。问的是一周。", en="This is one day. The question is about a week."
            ),
        ),
        Slip(
            "colourways",
            lambda designs, colours, sizes: designs * colours * DAYS,
            Text(
                zh="M 码和 L 码是同一个 SKU 吗？",
                en="Are a medium and a large the same SKU?",
            ),
        ),
        Slip(
            "added",
            lambda designs, colours, sizes: designs * (colours + sizes) * DAYS,
            Text(
                zh="每种颜色是不是都有全部尺码？该加还是该乘？",
                en="Does every colour come in every size? Add or multiply?",
            ),
        ),
    ],
    hints=[
        Text(zh="一个设计有多少个 SKU？", en="How many SKUs does one design have?"),
        Text(zh="4 × 6 = 24 个，再乘设计数和天数。", en="4 × 6 = 24, times designs, times days."),
    ],
    because=Text(
        zh="一款 24 个 SKU，一天 3,600 个。“一天 150 款”和“一周 25,200 个”说的是一回事。",
        en='24 SKUs per design, 3,600 a day. "150 styles a day" and "25,200 a week" can be the '
        "same shop.",
    ),
)


# ------------------------------------------------------------------------------ in the exercises


def _cases(low, middle, high):
    return DiscreteDemand([low, middle, high], [0.5, 0.3, 0.2])


def _draw_cases(rng):
    return {
        "low": rng.randrange(60, 140, 10),
        "middle": rng.randrange(300, 500, 20),
        "high": rng.randrange(900, 1400, 50),
        "price": rng.randrange(88, 120) * 1.0,
        "cost": rng.randrange(58, 66) * 1.0,
        "salvage": rng.randrange(10, 20) * 1.0,
    }


def _at_chance(chance, low, middle, high):
    return float(_cases(low, middle, high).quantile(chance))


BEST_QUANTITY = Question(
    "m07.best_quantity",
    points=2,
    asks=Text(zh="只能订一次，订多少件最好？", en="With one order only, which quantity is best?"),
    expects=Number(PIECES),
    inputs={
        "low": 100,
        "middle": 400,
        "high": 1000,
        "price": 92.0,
        "cost": 60.0,
        "salvage": 12.0,
    },
    draw=_draw_cases,
    answer=lambda low, middle, high, price, cost, salvage: float(
        newsvendor(_cases(low, middle, high), price, cost, salvage).quantity
    ),
    slips=[
        Slip(
            "mean",
            lambda low, middle, high, **_: float(_cases(low, middle, high).mean),
            Text(
                zh="平均数这么多的需求，哪一种情形里出现过？订多和订少亏得一样吗？",
                en="In which outcome is demand ever the mean? And do too many and too few hurt "
                "equally?",
            ),
        ),
        Slip(
            "upside_down",
            lambda low, middle, high, price, cost, salvage: _at_chance(
                1 - (price - cost) / (price - salvage), low, middle, high
            ),
            Text(
                zh="临界比里，放在分子上的该是订少的损失还是订多的损失？",
                en="What belongs in the numerator of the critical ratio: what one too few gives "
                "up, or what one too many loses?",
            ),
        ),
        Slip(
            "best_case",
            lambda low, middle, high, **_: float(high),
            Text(
                zh="一半的可能只卖那么少，剩下的怎么办？",
                en="Half the time only that little sells. What happens to the rest?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="先算临界比，再从小到大把概率加起来，看加到哪一种情形时够了。",
            en="First the critical ratio; then add up the probabilities from the smallest outcome "
            "until they reach it.",
        ),
        Text(zh="CR = 32 ÷ 80 = 40%，不到 50%。", en="CR = 32 ÷ 80 = 40%, less than 50%."),
    ],
    because=Text(
        zh="够卖的概率只要 40%，100 件已经有 50%。平均需求 370 件，最优却是 100 件。",
        en="A 40% chance of having enough will do, and 100 units already give 50%. Mean demand is "
        "370; the best order is 100.",
    ),
)


EXPECTED_PROFIT = Question(
    "m07.expected_profit",
    points=2,
    asks=Text(
        zh="要是订了中间那个数，平均利润是多少元？",
        en="What is the expected profit of ordering the middle quantity?",
    ),
    expects=Number("CNY"),
    inputs={
        "low": 100,
        "middle": 400,
        "high": 1000,
        "price": 92.0,
        "cost": 60.0,
        "salvage": 12.0,
    },
    draw=_draw_cases,
    answer=lambda low, middle, high, price, cost, salvage: float(
        season(_cases(low, middle, high), middle, price, cost, salvage).profit
    ),
    slips=[
        Slip(
            "all_sold",
            lambda middle, price, cost, **_: middle * (price - cost),
            Text(zh="一半的情形里，会剩下多少件？", en="Half the time, how many are left over?"),
        ),
        Slip(
            "leftovers_free",
            lambda low, middle, price, cost, **_: (0.5 * low + 0.5 * middle) * (price - cost),
            Text(
                zh="剩下的货，成本谁来付？",
                en="Who pays for the units left over?",
            ),
        ),
        Slip(
            "no_salvage",
            lambda low, middle, price, cost, **_: (
                (0.5 * low + 0.5 * middle) * price - middle * cost
            ),
            Text(zh="剩货清仓能收回多少？", en="What do leftovers bring in clearance?"),
        ),
    ],
    hints=[
        Text(
            zh="三种情形各卖出多少？第三种想买的人更多，可货只有那么多。",
            en="How many sell in each outcome? In the third, demand exceeds what you have.",
        ),
        Text(
            zh="平均卖出 0.5 × 100 ＋ 0.5 × 400 = 250 件，剩 150 件。",
            en="On average 0.5 × 100 + 0.5 × 400 = 250 are sold and 150 are left over.",
        ),
    ],
    because=Text(
        zh="卖出 250 件赚 8,000 元，剩 150 件亏 7,200 元，只剩 800 元。订 100 件稳赚 3,200 元。",
        en="250 sold earn 8,000, 150 left over lose 7,200, which leaves 800. An order of 100 "
        "earns a sure 3,200.",
    ),
)


def reorder(seen, watch, lead, left, stock):
    """Pieces to order again: what the weeks after arrival ask for, less the stock by then."""
    rate = seen / watch
    then = max(stock - rate * lead, 0)
    return max(rate * left - then, 0)


def _no_lead(seen, watch, lead, left, stock):
    return max(seen / watch * left - stock, 0)


def _not_a_week(seen, watch, lead, left, stock):
    then = max(stock - seen * lead, 0)
    return max(seen * left - then, 0)


def _below_zero(seen, watch, lead, left, stock):
    rate = seen / watch
    return rate * left - max(stock - rate * lead, 0)


def _owes(seen, watch, lead, left, stock):
    rate = seen / watch
    return max(rate * left - (stock - rate * lead), 0)


REORDER = Question(
    "m07.reorder",
    points=3,
    asks=Text(zh="写一个补单函数。", en="Write a reorder function."),
    expects=Function(returns=Number(PIECES)),
    inputs={"seen": 60, "watch": 2, "lead": 3, "left": 7, "stock": 120},
    further_cases=[
        {"seen": 10, "watch": 2, "lead": 3, "left": 7, "stock": 90},
        {"seen": 90, "watch": 2, "lead": 3, "left": 7, "stock": 11},
    ],
    draw=lambda rng: {
        "seen": rng.randrange(4, 200, 2),
        "watch": rng.choice([2, 3, 4]),
        "lead": rng.choice([2, 3, 4]),
        "left": rng.randrange(4, 12),
        "stock": rng.randrange(0, 200),
    },
    answer=reorder,
    slips=[
        Slip(
            "stock_does_not_melt",
            _no_lead,
            Text(
                zh="等货的那几周还在卖，到货时还剩这么多吗？",
                en="Sales go on while you wait. Is all that stock still there on arrival?",
            ),
        ),
        Slip(
            "not_a_week",
            _not_a_week,
            Text(
                zh="seen 是几周一共卖的。一周卖多少？",
                en="`seen` is the total over several weeks. How much is that per week?",
            ),
        ),
        Slip(
            "below_zero",
            _below_zero,
            Text(
                zh="卖得慢的款，算出来是多少？能给作坊退货吗？",
                en="What comes out for a slow style? Can you return goods to the workshop?",
            ),
        ),
        Slip(
            "owes",
            _owes,
            Text(
                zh="断货以后来的顾客会等吗？到货前的库存能是负数吗？",
                en="Do customers who come after the stockout wait? Can stock be negative?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="分三步：一周卖多少；到货时还剩多少；到货后还要多少。",
            en="Three steps: sales per week; stock left on arrival; what is needed after that.",
        ),
        Text(
            zh="到货时的库存是 stock - rate * lead，不会小于零；补单的件数也不会。",
            en="Stock on arrival is stock - rate * lead, never below zero; nor is the order.",
        ),
    ],
    because=Text(
        zh="库存在等货时还会减少，但减不到零以下；顾客不等，欠的货不用补。",
        en="Stock keeps falling while you wait, but not below zero. Customers do not wait, so "
        "there is no backlog to fill.",
    ),
)


def _deepest(bulk_first, small_first, bulk_cost, small_cost, sold, second, price):
    """Most that is laid out for one style in small batches, CNY."""
    opening = small_first * small_cost
    return max(opening, opening - sold * price + second * small_cost)


LAID_OUT = Question(
    "m07.laid_out",
    points=2,
    asks=Text(
        zh="小单做法，这一款最多要垫多少元？",
        en="With small batches, how much is laid out at most for this style?",
    ),
    expects=Number("CNY"),
    inputs={
        "bulk_first": 200,
        "small_first": 100,
        "bulk_cost": 56.0,
        "small_cost": 71.0,
        "sold": 50,
        "second": 160,
        "price": 112.0,
    },
    draw=lambda rng: {
        "bulk_first": rng.randrange(180, 260, 10),
        "small_first": rng.randrange(80, 130, 10),
        "bulk_cost": rng.randrange(50, 60) * 1.0,
        "small_cost": rng.randrange(64, 76) * 1.0,
        "sold": rng.randrange(30, 60),
        "second": rng.randrange(150, 300, 10),
        "price": rng.randrange(100, 120) * 1.0,
    },
    personal=True,
    answer=_deepest,
    slips=[
        Slip(
            "first_batch",
            lambda small_first, small_cost, **_: small_first * small_cost,
            Text(
                zh="这是开卖那天。第二周末付完补单的钱呢？",
                en="This is opening day. What about the end of week 2, once the reorder is paid?",
            ),
        ),
        Slip(
            "no_sales",
            lambda small_first, small_cost, second, **_: (small_first + second) * small_cost,
            Text(
                zh="前两周卖出的钱，已经收回来了吗？",
                en="Hasn't the money from the first two weeks' sales come in?",
            ),
        ),
        Slip(
            "bulk",
            lambda bulk_first, bulk_cost, **_: bulk_first * bulk_cost,
            Text(
                zh="这是大批的。问的是小单。",
                en="This is bulk. The question is about small batches.",
            ),
        ),
    ],
    hints=[
        Text(
            zh="按时间排一下：付首批，收两周的钱，付补单。",
            en="Put it in order: pay the first batch, collect two weeks of sales, pay the reorder.",
        ),
        Text(
            zh="首批 − 卖回来的 ＋ 补单：7,100 − 5,600 ＋ 11,360。",
            en="First batch − sales + reorder: 7,100 − 5,600 + 11,360.",
        ),
    ],
    because=Text(
        zh="一款爆款，小单最多垫 12,860 元，比大批的 11,200 元还多。单小，不等于垫得少。",
        en="For a hit, small batches lay out up to 12,860, more than the 11,200 of bulk. Small "
        "orders do not mean a small outlay.",
    ),
)


def _formula_gain(sigma, small_premium):
    ways = _dress(theta_sigma=sigma, small_premium=small_premium).ways
    return float(ways["small"].plan.profit - ways["bulk"].plan.profit)


def _highest_premium(sigma):
    """The premium ex works at which the formula sees both ways even."""
    low, high = 0.0, 1.0
    for _ in range(30):
        middle = (low + high) / 2
        low, high = (middle, high) if _formula_gain(sigma, middle) > 0 else (low, middle)
    return (low + high) / 2


HIGHEST_PREMIUM = Question(
    "m07.highest_premium",
    points=3,
    asks=Text(
        zh="按公式，小作坊的出厂价最多能贵几成？",
        en="By the formula, how far may the workshop's ex-works price be above the factory's?",
    ),
    expects=Number("%", within=0.0075),
    inputs={"sigma": 1.0},
    draw=lambda rng: {"sigma": rng.randrange(70, 140) / 100},
    answer=_highest_premium,
    slips=[
        Slip(
            "landed",
            lambda sigma: _dress(theta_sigma=sigma, small_premium=_highest_premium(sigma)).premium,
            Text(
                zh="这是到岸成本贵几成，空运费和关税都在里面。题目问的是出厂价。",
                en="This is how much higher the landed cost is, with air freight and duty in it. "
                "The question is about the ex-works price.",
            ),
        ),
        Slip(
            "same_sales",
            lambda sigma: 0.0,
            Text(
                zh="两种做法卖出的件数一样吗？卖得多的那一方，能承受多贵的货？",
                en="Do both ways sell the same number? How expensive may goods be for the one that "
                "sells more?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="写个循环，small_premium 从 0 到 0.6，每次加 0.01，比较两个 plan.profit。",
            en="Loop over small_premium from 0 to 0.6 in steps of 0.01 and compare plan.profit.",
        ),
        Text(
            zh='terms.ways["small"].plan.profit 和 terms.ways["bulk"].plan.profit，看在哪里交叉。',
            en='Find where terms.ways["small"].plan.profit crosses terms.ways["bulk"].plan.profit.',
        ),
    ],
    because=Text(
        zh="按公式，出厂价贵三成多才打平；模拟里看不准，四分之一左右就打平了。",
        en="By the formula they break even at about a third more ex works; in the simulation, "
        "where demand is misread, at about a quarter.",
    ),
)


def _launches(factors=None, times="high"):
    factors = factors or {"styles_per_day": DAYS, "skus_per_day": DAYS}
    table = load("shein_supply")
    chosen = table[table["unit"].isin(factors)]
    chosen = chosen.assign(
        high_week=lambda t: t["high"] * t["unit"].map(factors),
        times_essay=lambda t: t[times] * t["unit"].map(factors) / ESSAY_WEEK,
    )
    return chosen.set_index("id")[["high_week", "times_essay"]]


LAUNCHES = Question(
    "m07.launches",
    points=3,
    asks=Text(
        zh="几种“每天上新”的说法，是文章里那个数的几倍？",
        en='The published "new items a day": what multiple of the essay\'s figure are they?',
    ),
    expects=Table(key="id", values=Number(within_share=0.001)),
    answer=_launches,
    slips=[
        Slip(
            "days_kept",
            lambda: _launches({"styles_per_day": 1, "skus_per_day": 1}),
            Text(
                zh="一边是一天，一边是一周，能直接比吗？",
                en="One is per day, the other per week. Can you compare them as they are?",
            ),
        ),
        Slip(
            "skus_left_out",
            lambda: _launches({"styles_per_day": DAYS}),
            Text(
                zh="按 SKU 数的那一行呢？unit 有两种。",
                en="What about the row that counts SKUs? There are two units.",
            ),
        ),
        Slip(
            "low_end",
            lambda: _launches(times="low"),
            Text(zh="倍数用的是高的那一头吗？", en="Does your multiple use the high end?"),
        ),
    ],
    hints=[
        Text(
            zh='先筛选：supply["unit"].isin({...})，再 assign 两列。',
            en='Filter with supply["unit"].isin({...}), then assign two columns.',
        ),
        Text(
            zh='换成一周：high_week = high × unit.map({"styles_per_day": 7, "skus_per_day": 7})。',
            en='Per week: high_week = high × unit.map({"styles_per_day": 7, "skus_per_day": 7}).',
        ),
    ],
    because=Text(
        zh="从不到一半到二十多倍：同一家公司，数法不同。",
        en="From less than half to more than twenty times: the same company, counted differently.",
    ),
)


PIECES_A_STYLE = Question(
    "m07.pieces_a_style",
    points=2,
    asks=Text(
        zh="照这两个数，平均每款得卖出多少件？",
        en="By these two figures, how many units must the average style sell?",
    ),
    expects=Number(PIECES, within_share=0.01),
    inputs={"sales_billion": 31.9, "dollars": 11.0, "styles_a_week": 3000},
    draw=lambda rng: {
        "sales_billion": rng.choice([15.7, 22.7, 38.0]),
        "dollars": rng.choice([8.0, 10.0, 12.0, 14.0]),
        "styles_a_week": rng.choice([1400, 2000, 14000, 20000]),
    },
    answer=lambda sales_billion, dollars, styles_a_week: (
        sales_billion * 1e9 / dollars / (WEEKS * styles_a_week)
    ),
    slips=[
        Slip(
            "weeks_forgotten",
            lambda sales_billion, dollars, styles_a_week: (
                sales_billion * 1e9 / dollars / styles_a_week
            ),
            Text(
                zh="营收是一年的，上新是一周的。一年有多少款？",
                en="Revenue is per year, launches are per week. How many styles in a year?",
            ),
        ),
        Slip(
            "money_not_pieces",
            lambda sales_billion, dollars, styles_a_week: (
                sales_billion * 1e9 / (WEEKS * styles_a_week)
            ),
            Text(
                zh="这是每款多少美元，还是多少件？",
                en="Is this dollars per style, or units per style?",
            ),
        ),
        Slip(
            "days",
            lambda sales_billion, dollars, styles_a_week: (
                sales_billion * 1e9 / dollars / (365 * styles_a_week)
            ),
            Text(zh="3,000 款是一天的还是一周的？", en="Are the 3,000 styles per day or per week?"),
        ),
    ],
    hints=[
        Text(
            zh="一年卖多少件？一年上多少款？",
            en="How many units are sold in a year? How many styles are launched?",
        ),
        Text(
            zh="件数除以款数：31.9e9 ÷ 11 ÷ (52 × 3000)。",
            en="Units divided by styles: 31.9e9 ÷ 11 ÷ (52 × 3000).",
        ),
    ],
    because=Text(
        zh="一款要卖一万八千多件，和“每款几百件”差了近两个数量级。至少有一个数说的不是同一件事。",
        en='More than 18,000 per style, nearly two orders of magnitude above "several hundred". '
        "At least one of the figures counts something else.",
    ),
)


#: Situations of `WHERE_NOT`: key → what is moved away from the dresses.
SITUATIONS = {
    "A": {"theta_sigma": 0.3},
    "B": {"theta_sigma": 1.3},
    "C": {"season": 26},
    "D": {"weight_kg": 1.0},
    "E": {"lead": 2},
}

WHERE_NOT = Question(
    "m07.where_not",
    points=2,
    asks=Text(
        zh="哪几种情形里，小单比大批赚得少？",
        en="In which situations do small batches earn less than bulk?",
    ),
    expects=Choice(
        {
            "A": Text(zh="需求看得准，σ = 0.3", en="demand is well known, σ = 0.3"),
            "B": Text(zh="谁也看不准，σ = 1.3", en="it is anyone's guess, σ = 1.3"),
            "C": Text(zh="一款卖 26 周", en="a style sells for 26 weeks"),
            "D": Text(zh="一件重 1 千克", en="a unit weighs 1 kg"),
            "E": Text(zh="小单交期 2 周", en="small batches take 2 weeks"),
        }
    ),
    answer=lambda: {key for key, moved in SITUATIONS.items() if _style_loses(**moved)},
    slips=[
        Slip(
            "long_season_liked",
            lambda: {"A", "D"},
            Text(
                zh="卖半年的款，大批的海运补单赶得上吗？",
                en="If a style sells for half a year, does a reorder by sea arrive in time?",
            ),
        ),
        Slip(
            "weight_ignored",
            lambda: {"A", "C"},
            Text(
                zh="空运按什么收费？一千克的货，一件的空运费是多少？",
                en="What is air freight charged by? How much is it for a 1 kg unit?",
            ),
        ),
        Slip(
            "all_but_the_quick",
            lambda: {"A", "B", "C", "D"},
            Text(
                zh="看不准的时候，“先看看再补”是更值钱还是更不值钱？",
                en="When nobody can tell, is it worth more or less to look first?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="时间在什么时候值钱？在 first_batch 的滑块上一个一个试。",
            en="When is time worth money? Try each with the sliders of first_batch.",
        ),
        Text(
            zh="一共三种：一种是不用看，一种是等得及，一种是运不起。",
            en="There are three: no need to look, time enough to wait, too costly to fly.",
        ),
    ],
    because=Text(
        zh="看得准不用试，卖得久等得及，货太重飞不起：这三种，时间不值那个价。",
        en="Known demand needs no test, a long season can wait, heavy goods are too costly to "
        "fly: in all three, time is not worth its price.",
    ),
)


def _style_loses(**moved):
    terms = _dress(**moved)
    small, bulk = (
        simulate_style(terms, way, round(float(terms.ways[way].plan.first_order))).profit.mean()
        for way in ("small", "bulk")
    )
    return bool(small < bulk)


def _assistant():
    """What the assistant's steps say, beside what the model says."""
    terms = _dress()
    bulk, small = terms.ways["bulk"], terms.ways["small"]
    cu, co = terms.price - bulk.unit_cost, bulk.unit_cost - terms.salvage
    once = newsvendor(terms.demand, terms.price, bulk.unit_cost, terms.salvage)
    runs = {way: simulate_season(terms, way) for way in ("bulk", "small")}
    tied = {way: float(-run.cash.min(axis=0).mean()) for way, run in runs.items()}
    free = quick_response(300, 100, 0.9, terms.price, bulk.unit_cost, terms.salvage, 0.0)
    return {
        "A": (0.27, terms.premium),
        "B": (-4470.0, float(small.plan.profit - bulk.plan.profit)),
        "C": (0.57, float(critical_ratio(cu, co))),
        "D": (217.0, float(once.quantity)),
        "E": (0.6, 1 - tied["small"] / tied["bulk"]),
        "F": (0.0, float(free.first_order)),
    }


WRONG_STEPS = Question(
    "m07.wrong_steps",
    points=2,
    asks=Text(
        zh="AI 助手写的这份分析里，哪两步错了？",
        en="Which two steps of the assistant's analysis are wrong?",
    ),
    expects=Choice(
        {
            "A": Text(zh="小单每件贵 27%", en="small batches cost 27% more per unit"),
            "B": Text(zh="每款少赚 4,470 元", en="4,470 yuan less per style"),
            "C": Text(zh="临界比 57%", en="critical ratio of 57%"),
            "D": Text(zh="一次订 217 件", en="a single order of 217"),
            "E": Text(zh="垫的钱少六成", en="60% less money laid out"),
            "F": Text(zh="首批 0 件", en="a first order of 0"),
        }
    ),
    answer=lambda: {
        step
        for step, (said, right) in _assistant().items()
        if abs(said - right) > 0.02 * abs(said) + 0.02
    },
    slips=[
        Slip(
            "mean_ordered",
            lambda: {"B", "D"},
            Text(
                zh="对数正态的平均数在分位数的多高处？再看看 E：剩货和垫款是一回事吗？",
                en="At which quantile of a lognormal is its mean? And look at E: are leftovers the "
                "same thing as money laid out?",
            ),
        ),
        Slip(
            "zero_doubted",
            lambda: {"E", "F"},
            Text(
                zh="不加价、顾客又肯等，先订有什么好处？再看看 B：两种做法卖出的件数一样吗？",
                en="No premium, and customers wait: what is gained by ordering first? And look at "
                "B: do both ways sell the same number?",
            ),
        ),
        Slip(
            "tied_believed",
            lambda: {"B", "C"},
            Text(
                zh="临界比用的是哪三个数？再看看 E：补爆款的钱什么时候付？",
                en="Which three numbers make up the critical ratio? And look at E: when is the "
                "restocking of hits paid for?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="每一步都问：它假设了什么没有变？",
            en="Ask of each step: what does it assume stays the same?",
        ),
        Text(
            zh="公式的结果课文里都有；垫款看 many_styles 的最低点。",
            en="The lesson has all the results of the formulas; for money laid out see the low "
            "points of many_styles.",
        ),
    ],
    because=Text(
        zh="B 假设两种做法卖得一样多，其实 170 件对 244 件；E 把剩货当成垫款，补爆款的钱忘了。",
        en="B assumes that both sell the same number, but it is 170 against 244. E mistakes "
        "leftovers for money laid out and forgets the cost of restocking hits.",
    ),
)


VERDICT = Question(
    "m07.verdict",
    points=4,
    asks=Text(
        zh="四十款连衣裙怎么订？替晓云写一段给合伙人的意见。",
        en="How should the forty dresses be ordered? Write Xiaoyun's note to her partner.",
    ),
    expects=Essay(
        rubric=[
            Criterion(
                1,
                Text(
                    zh="正面回应“每件贵 15 元”：说清多赚从哪里来（少剩、少缺），带数字",
                    en='answers "15 yuan more per unit": where the gain comes from (fewer '
                    "leftovers, fewer lost sales), with numbers",
                ),
            ),
            Criterion(
                1,
                Text(
                    zh="指出起决定作用的假设和打平的地方（σ、周数、重量、交期或加价）",
                    en="names the deciding assumption and its break-even point (σ, weeks, weight, "
                    "lead time or premium)",
                ),
            ),
            Criterion(
                1,
                Text(
                    zh="说清资金：最多要垫多少，什么时候，钱不够怎么办",
                    en="is clear about cash: how much at most, when, and what if it falls short",
                ),
            ),
            Criterion(
                1,
                Text(
                    zh="给出能执行的方案（哪些款大批、哪些小单、首批多少），并说模型没算什么",
                    en="gives a plan that can be acted on (which styles in bulk, which in small "
                    "batches, how many first) and says what the model leaves out",
                ),
            ),
        ],
        at_least=60,
    ),
    hints=[
        Text(
            zh="先回答合伙人那句话，再说什么时候他是对的。",
            en="Answer the partner first, then say when he would be right.",
        ),
        Text(
            zh="到滑块上找一个打平的数，写进去：它是你改主意的那条线。",
            en="Find a break-even point with the sliders and put it in: that is where you would "
            "change your mind.",
        ),
    ],
    because=Text(
        zh="好的意见承认对方在什么条件下是对的，并且把钱和时间写明白。",
        en="A good note says when the other side is right, and spells out money and timing.",
    ),
)


QUESTIONS = (
    RATIO,
    PASSED,
    NO_PREMIUM,
    UNCHANGED,
    SKUS,
    BEST_QUANTITY,
    EXPECTED_PROFIT,
    REORDER,
    LAID_OUT,
    HIGHEST_PREMIUM,
    WHERE_NOT,
    LAUNCHES,
    PIECES_A_STYLE,
    WRONG_STEPS,
    VERDICT,
)
