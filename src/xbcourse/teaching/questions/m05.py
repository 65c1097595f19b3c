"""Module 05: six modes on four dimensions, what their scores hide, and what turns the verdict."""

from __future__ import annotations

import math
from functools import cache
from itertools import pairwise

import pandas as pd

from ...analysis.compare import Comparison, compare
from ...analysis.modes import MODES, alike
from ...analysis.risk import cvar
from ...analysis.scorecard import DIMENSIONS, scorecard, weighted, winning_weights
from ...analysis.stress import stress
from ...analysis.traffic import concentration
from ...assumptions.language import Text
from ...assumptions.scenario import Scenario
from ..expects import Choice, Criterion, Essay, Function, Number, Table
from ..question import Guess, Question, Slip

#: What lesson and exercise simulate; the exercise takes fewer runs.
LESSON_PATHS, EXERCISE_PATHS = 1000, 300


@cache
def _compared(paths: int) -> Comparison:
    return compare(paths=paths, shocks={})


def _winners() -> int:
    wins = winning_weights(scorecard(_compared(LESSON_PATHS)))["wins"]
    return int((wins > 0).sum())


GUESSES = (
    Guess(
        "m05.winners",
        asks=Text(
            zh="只调分量，六种模式里有几种能拿第一",
            en="How many of six modes weights alone can put first",
        ),
        expects=Number(Text(zh="种", en="modes"), within=0.5),
        answer=_winners,
        because=Text(
            zh="混合先测和平台批发。另外四种每一项都有人比它强，或者强的那一项抵不过弱的三项；"
            "换了假设（测过款、货价低），六种都能赢。",
            en="Testing first and wholesale. Each of the other four is beaten where it is good, "
            "or is too weak elsewhere; under other assumptions (a tested product, cheaper goods) "
            "all six can win.",
        ),
    ),
)


# ------------------------------------------------------------------------------ in the lesson


def _draw_shares(rng):
    rank, ads = rng.randrange(50, 81), rng.randrange(8, 16)
    return {"rank": rank / 100, "ads": ads / 100, "returning": (100 - rank - ads) / 100}


HHI = Question(
    "m05.hhi",
    points=0,
    asks=Text(
        zh="订单 60% 来自自然排名、30% 来自广告、10% 来自老客，HHI 是多少？",
        en="Orders: 60% organic rank, 30% ads, 10% repeat customers. What is the HHI?",
    ),
    expects=Number(within=0.001),
    inputs={"rank": 0.6, "ads": 0.3, "returning": 0.1},
    draw=_draw_shares,
    answer=lambda **shares: float(concentration(list(shares.values()))),
    slips=[
        Slip(
            "largest_share",
            lambda rank, **_: rank,
            Text(
                zh="这是最大来源的占比。HHI 把每个来源的占比怎么了？",
                en="That is the largest share. What does the HHI do with every share?",
            ),
        ),
        Slip(
            "not_squared",
            lambda **shares: sum(shares.values()),
            Text(
                zh="占比加起来永远是 1。加之前，要先做什么？",
                en="Shares always add up to 1. What happens to each before they are added?",
            ),
        ),
        Slip(
            "spread_index",
            lambda **shares: 1 - float(concentration(list(shares.values()))),
            Text(
                zh="这个数越大越分散。HHI 是越大越怎样？",
                en="This number grows as orders spread out. Which way does the HHI run?",
            ),
        ),
    ],
    hints=[
        Text(zh="每个占比先平方，再加起来。", en="Square each share, then add up."),
        Text(
            zh="0.60**2 + 0.30**2 + 剩下那个来源。",
            en="0.60**2 + 0.30**2 + the remaining source.",
        ),
    ],
    because=Text(
        zh="HHI = 占比的平方和。平方让大的更大，所以一家独大时它很快往 1 走。",
        en="The HHI is the sum of squared shares. Squaring favors large shares, so one dominant "
        "source drives it toward 1.",
    ),
)


def _total(scores, weights):
    table = pd.DataFrame({"scenario": "mode", "dimension": list(DIMENSIONS), "score": scores})
    return float(weighted(table, dict(zip(DIMENSIONS, weights, strict=True))).iloc[0])


def _draw_total(rng):
    return {
        "scores": [rng.randrange(1, 10) / 10 for _ in DIMENSIONS],
        "weights": [rng.choice([4, 5, 6]), 1, rng.choice([2, 3]), rng.choice([7, 8, 9])],
    }


TOTAL = Question(
    "m05.total",
    points=0,
    asks=Text(
        zh="四项得分 0.5、0.4、0.3、0.9，分量 4、1、1、6，总分是多少？",
        en="Scores 0.5, 0.4, 0.3 and 0.9 with weights 4, 1, 1 and 6: what is the total?",
    ),
    expects=Number(within=0.002),
    inputs={"scores": [0.5, 0.4, 0.3, 0.9], "weights": [4, 1, 1, 6]},
    draw=_draw_total,
    answer=_total,
    slips=[
        Slip(
            "weights_not_divided",
            lambda scores, weights: sum(s * w for s, w in zip(scores, weights, strict=True)),
            Text(
                zh="总分能超过 1 吗？乘完分量，还要除以什么？",
                en="Can a total exceed 1? After the weights, what is it divided by?",
            ),
        ),
        Slip(
            "plain_mean",
            lambda scores, weights: sum(scores) / len(scores),
            Text(
                zh="这是四项一样重的平均。风险的分量是 6，用上了吗？",
                en="That is the average with equal weights. Did you use the 6 for risk?",
            ),
        ),
        Slip(
            "divided_by_four",
            lambda scores, weights: (
                sum(s * w for s, w in zip(scores, weights, strict=True)) / len(scores)
            ),
            Text(
                zh="该除以项数，还是除以分量的总和？",
                en="Do you divide by the number of dimensions, or by the sum of the weights?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="分量 × 得分，加起来，再除以分量之和。",
            en="Add up weight × score, then divide by the sum of the weights.",
        ),
        Text(zh="分母是 4 + 1 + 1 + 6。", en="The denominator is 4 + 1 + 1 + 6."),
    ],
    because=Text(
        zh="除以分量之和，总分才落在 0 到 1 之间，分量写成 4 还是 40 也就无所谓了。",
        en="Divided by the sum of the weights, a total lies between 0 and 1, and whether you write "
        "4 or 40 makes no difference as long as the proportions stay the same.",
    ),
)


def _draw_profits(rng):
    bad = sorted(rng.sample(range(-60, -10), 2))
    return {"profits": bad + sorted(rng.sample(range(-8, 100), 8))}


WORST_FIFTH = Question(
    "m05.worst_fifth",
    points=0,
    asks=Text(
        zh="最坏 20% 的平均盈亏是多少万元？",
        en="What is the average profit of the worst 20%, in units of 10,000 yuan?",
    ),
    expects=Number(Text(zh="万元", en="× 10,000 CNY"), within=0.05),
    inputs={"profits": [-30, -22, -9, -4, 3, 8, 15, 21, 40, 96]},
    draw=_draw_profits,
    answer=lambda profits: cvar([float(p) for p in profits], 0.2),
    slips=[
        Slip(
            "quantile",
            lambda profits: sorted(profits)[1],
            Text(
                zh="这是 20% 分位上的那一条。比它还坏的那条去哪儿了？",
                en="That is the run at the 20% mark. Where did the worse one go?",
            ),
        ),
        Slip(
            "worst_only",
            lambda profits: min(profits),
            Text(
                zh="十条里的 20% 是几条？",
                en="How many runs are 20% of ten?",
            ),
        ),
        Slip(
            "all_losses",
            lambda profits: sum(p for p in profits if p < 0) / sum(p < 0 for p in profits),
            Text(
                zh="你平均了所有亏钱的。题目要的是最坏的 20%。",
                en="You averaged every loss. The question asks for the worst 20% only.",
            ),
        ),
    ],
    hints=[
        Text(zh="先排队，取最小的两条。", en="Line them up and take the two smallest."),
        Text(zh="算式：(−30 − 22) ÷ 2。", en="(−30 − 22) ÷ 2."),
    ],
    because=Text(
        zh="十条路的 20% 是两条，平均 −26 万元。CVaR 看的是尾巴有多深，不只是从哪里开始。",
        en="Two of ten runs are 20%, and their mean is −26. CVaR asks how deep the tail is, not "
        "only where it begins.",
    ),
)


def _turning(swings):
    (turning,) = [name for name, (low, high) in swings.items() if low < 0 < high]
    return turning


def _draw_swings(rng):
    names = ["A", "B", "C", "D"]
    turning = rng.choice(names)
    swings = {name: [rng.randrange(1, 4), rng.randrange(6, 9)] for name in names}
    swings[turning] = [-rng.randrange(1, 3), rng.randrange(6, 9)]
    wide = rng.choice([name for name in names if name != turning])
    swings[wide] = [rng.randrange(1, 3), rng.randrange(15, 20)]  # longest, and turns nothing
    return {"swings": swings}


TURNS = Question(
    "m05.turns",
    points=0,
    asks=Text(zh="哪个假设能让冠军换人？", en="Which assumption changes the winner?"),
    expects=Choice(
        {
            "A": Text(zh="售价", en="the price"),
            "B": Text(zh="交期", en="the lead time"),
            "C": Text(zh="退货率", en="the return rate"),
            "D": Text(zh="关税", en="duty"),
        }
    ),
    inputs={"swings": {"A": [2, 9], "B": [4, 6], "C": [-1, 11], "D": [1, 8]}},
    draw=_draw_swings,
    answer=_turning,
    slips=[
        Slip(
            "first_named",
            lambda swings: next(name for name in swings if name != _turning(swings)),
            Text(
                zh="这一项动到头，领先还是正的。哪一项会变号？",
                en="At the end of this bar the lead is still positive. Which one changes its sign?",
            ),
        ),
        Slip(
            "last_named",
            lambda swings: next(name for name in reversed(swings) if name != _turning(swings)),
            Text(
                zh="要找的是跨过零的那一项。它的低端是负的吗？",
                en="Look for the one that crosses zero. Is its low end negative?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="冠军换人，等于领先变了正负号。",
            en="The winner changes where the lead changes its sign.",
        ),
        Text(
            zh="哪一项的两头，一头负、一头正？",
            en="Which has one end below zero and one above?",
        ),
    ],
    because=Text(
        zh="条长只说明要紧，跨过零才换人；条虽长、始终在一边的，不用先打听。",
        en="A long bar matters, but only one that crosses zero changes the winner. A long bar on "
        "one side does not have to be settled first.",
    ),
)


# ---------------------------------------------------------------------------- in the exercise


def _hhi_of(orders):
    return float(concentration([float(o) for o in orders]))


def _sum_of_squares(orders):
    return float(sum(o * o for o in orders))


def _largest(orders):
    return max(orders) / sum(orders)


HHI_OF = Question(
    "m05.hhi_of",
    points=3,
    asks=Text(
        zh="写函数 hhi_of(orders)：一列各来源的订单数，返回 HHI。",
        en="Write hhi_of(orders): from orders by source to their HHI.",
    ),
    expects=Function(returns=Number(within=0.001)),
    inputs={"orders": [60, 30, 10]},
    further_cases=[{"orders": [500, 500]}, {"orders": [7, 0, 0]}],
    draw=lambda rng: {"orders": [rng.randrange(0, 400) for _ in range(rng.choice([3, 4, 5]))]},
    answer=_hhi_of,
    slips=[
        Slip(
            "squares_of_orders",
            _sum_of_squares,
            Text(
                zh="HHI 在 0 到 1 之间。平方之前，订单数变成占比了吗？",
                en="An HHI lies between 0 and 1. Did you turn orders into shares first?",
            ),
        ),
        Slip(
            "largest_only",
            _largest,
            Text(
                zh="只看了最大的来源。两家各一半，和一家一半、五家各一成，一样集中吗？",
                en="That looks at the largest source only. Are two halves as concentrated as one "
                "half and five tenths?",
            ),
        ),
        Slip(
            "divided_once",
            lambda orders: _sum_of_squares(orders) / sum(orders),
            Text(
                zh="分子是平方，分母平方了吗？",
                en="You squared the numerator. What about the denominator?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="第一行 all_orders = sum(orders)；每个来源的占比是 o / all_orders。",
            en="First line: all_orders = sum(orders); a source's share is o / all_orders.",
        ),
        Text(
            zh="最后一行写 return sum((o / all_orders)**2 for o in orders)",
            en="return sum((o / all_orders)**2 for o in orders)",
        ),
    ],
    because=Text(
        zh="先变占比，再平方，再相加；订单是几十还是几万都一样。",
        en="Shares first, then squares, then the sum; whether there are dozens of orders or "
        "thousands makes no difference.",
    ),
)


def _named_lines(price, freight, packing, weekly_rent, weeks):
    return (freight + packing + weekly_rent * weeks) / price


NAMED_LINES = Question(
    "m05.named_lines",
    points=2,
    asks=Text(
        zh="头程、包装、仓储三样占售价的百分之几？",
        en="What share of the price do first mile, packing and storage take?",
    ),
    expects=Number("%"),
    inputs={"price": 166.2, "freight": 3.5, "packing": 3.0, "weekly_rent": 0.35, "weeks": 8},
    draw=lambda rng: {
        "price": rng.randrange(120, 260) * 1.0,
        "freight": rng.choice([2.8, 4.2, 6.0, 11.0]),
        "packing": rng.choice([2.0, 3.5, 4.0]),
        "weekly_rent": rng.choice([0.3, 0.4, 0.5]),
        "weeks": rng.randrange(5, 14),
    },
    answer=_named_lines,
    slips=[
        Slip(
            "one_week",
            lambda price, freight, packing, weekly_rent, **_: (
                (freight + packing + weekly_rent) / price
            ),
            Text(zh="一件货在仓里只放一周吗？", en="Does a unit stay only one week?"),
        ),
        Slip(
            "storage_forgotten",
            lambda price, freight, packing, **_: (freight + packing) / price,
            Text(zh="仓储算进去了吗？", en="Is storage in it?"),
        ),
        Slip(
            "in_yuan",
            lambda price, **lines: _named_lines(1.0, **lines),
            Text(
                zh="这是元。题目问占售价的百分之几。",
                en="That is in yuan. The question asks for a share of the price.",
            ),
        ),
    ],
    hints=[
        Text(
            zh="仓储 = 每周 0.35 元 × 在仓 8 周。",
            en="Storage = 0.35 yuan a week × 8 weeks.",
        ),
        Text(zh="算式：(3.5 + 3.0 + 0.35 × 8) ÷ 166.2。", en="(3.5 + 3.0 + 0.35 × 8) ÷ 166.2."),
    ],
    because=Text(
        zh="三样加起来 9.3 元，占 5.6%。比起货款、配送和佣金，都是零头；真正重的是货压着的钱。",
        en="Together 9.3 yuan, or 5.6%: small next to goods, delivery and commission. What hurts "
        "is the money tied up in the stock.",
    ),
)


def _ranks(quantities=("mean_profit", "cvar", "ruin_probability"), reverse=True):
    wide = _compared(EXERCISE_PATHS).risk.pivot(
        index="scenario", columns="quantity", values="value"
    )[list(quantities)]
    if reverse:
        wide = wide.assign(ruin_probability=-wide["ruin_probability"])
    return wide.rank(ascending=False, method="min").astype(int)


RISK_RANKS = Question(
    "m05.risk_ranks",
    points=3,
    asks=Text(
        zh="六种模式在平均盈利、CVaR、断裂概率上各排第几？",
        en="How do the six modes rank on mean profit, CVaR and chance of ruin?",
    ),
    expects=Table(key="scenario", values=Number(within=0.0)),
    answer=_ranks,
    slips=[
        Slip(
            "ruin_backwards",
            lambda: _ranks(reverse=False),
            Text(
                zh="断裂概率越大越好吗？这一列要倒着排。",
                en="Is a higher chance of ruin better? Rank that column the other way round.",
            ),
        ),
        Slip(
            "all_backwards",
            lambda: 7 - _ranks(),
            Text(
                zh="第 1 名应该是最好的。盈利高的排第几？看看 ascending。",
                en="Rank 1 should be the best. Where does the highest profit stand? Look at "
                "ascending.",
            ),
        ),
    ],
    hints=[
        Text(
            zh='先 pivot(index="scenario", columns="quantity", values="value")，只留三列；'
            "断裂概率越小越好，先取负号，再一起 rank。",
            en='First pivot(index="scenario", columns="quantity", values="value") and keep three '
            "columns; less ruin is better, so turn its sign before ranking.",
        ),
        Text(
            zh='最后一步 wide.rank(ascending=False, method="min").astype(int)。',
            en='Last step: wide.rank(ascending=False, method="min").astype(int).',
        ),
    ],
    because=Text(
        zh="混合先测平均盈利第一，CVaR 倒数几名；平台直发 CVaR 第一，平均盈利居中：同一批路，"
        "问法不同，名次不同。",
        en="Testing first is best on mean profit and among the last on CVaR; direct parcels are "
        "best on CVaR and in the middle on profit: the same runs, asked differently.",
    ),
)


def _tie_weight(cost_a, risk_a, cost_b, risk_b):
    return (cost_a - cost_b) / ((cost_a - cost_b) + (risk_b - risk_a))


TIE_WEIGHT = Question(
    "m05.tie_weight",
    points=2,
    asks=Text(
        zh="风险的分量到几成，两种模式打平？",
        en="At what weight on risk do the two modes tie?",
    ),
    expects=Number("%", within=0.002),
    inputs={"cost_a": 1.0, "risk_a": 0.09, "cost_b": 0.12, "risk_b": 0.92},
    draw=lambda rng: {
        "cost_a": rng.randrange(75, 100) / 100,
        "risk_a": rng.randrange(5, 25) / 100,
        "cost_b": rng.randrange(10, 40) / 100,
        "risk_b": rng.randrange(60, 95) / 100,
    },
    answer=_tie_weight,
    slips=[
        Slip(
            "weight_of_cost",
            lambda **scores: 1 - _tie_weight(**scores),
            Text(
                zh="这是成本的分量。题目问的是风险的。",
                en="That is the weight on cost. The question asks for the weight on risk.",
            ),
        ),
        Slip(
            "half",
            lambda **_: 0.5,
            Text(
                zh="各占一半时，两边总分相等吗？代进去算算。",
                en="Are the totals equal at one half each? Plug it in and see.",
            ),
        ),
        Slip(
            "ratio",
            lambda cost_a, risk_a, cost_b, risk_b: (risk_b - risk_a) / (cost_a - cost_b),
            Text(
                zh="这是两个差的比。分量要在 0 到 1 之间，两项的分量加起来是 1。",
                en="That is the ratio of two differences. The two weights add up to 1.",
            ),
        ),
    ],
    hints=[
        Text(
            zh="设风险的分量为 w，成本的就是 1 − w。两边总分写出来，令它们相等。",
            en="Let risk weigh w and cost 1 − w. Write both totals and set them equal.",
        ),
        Text(
            zh="算式：w = (1.00 − 0.12) ÷ [(1.00 − 0.12) + (0.92 − 0.09)]。",
            en="w = (1.00 − 0.12) ÷ [(1.00 − 0.12) + (0.92 − 0.09)].",
        ),
    ],
    because=Text(
        zh="成本上领先 0.88，风险上落后 0.83；风险的分量超过 51%，批发就反超。",
        en="0.88 ahead on cost and 0.83 behind on risk: once risk weighs more than 51%, "
        "wholesale wins.",
    ),
)


def _funding(lowest):
    need = sorted(lowest)[len(lowest) // 20]
    return max(300_000.0 - need, 0.0)


def _draw_lowest(rng):
    return {"lowest": sorted(rng.sample(range(-40_000, 200_000, 1000), 20))}


FUNDING = Question(
    "m05.funding",
    points=2,
    asks=Text(
        zh="要在 20 次里撑过 19 次，一共该备多少钱？",
        en="How much money is enough in 19 of 20 runs?",
    ),
    expects=Number("CNY", within=50),
    inputs={
        "lowest": [
            *(-38000, -21000, 4000, 15000, 22000, 30000, 41000, 52000, 60000, 66000),
            *(71000, 80000, 88000, 97000, 104000, 118000, 127000, 139000, 150000, 163000),
        ]
    },
    draw=_draw_lowest,
    answer=_funding,
    slips=[
        Slip(
            "the_worst",
            lambda lowest: 300_000.0 - min(lowest),
            Text(
                zh="这样 20 次全能撑过。题目允许一次撑不过。",
                en="That is enough in all 20. One of them may fail.",
            ),
        ),
        Slip(
            "only_the_hole",
            lambda lowest: -float(sorted(lowest)[1]),
            Text(
                zh="这是还差的钱。已经投进去的 30 万呢？",
                en="That is what is missing. What about the 300,000 already put in?",
            ),
        ),
        Slip(
            "wrong_sign",
            lambda lowest: 300_000.0 + sorted(lowest)[1],
            Text(
                zh="最低现金是负的，钱要备得更多，还是更少？",
                en="The lowest cash is negative. Does that call for more money, or less?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="允许一次撑不过：把最坏的那次放过，看倒数第二坏的。",
            en="One may fail: set the worst aside and look at the second worst.",
        ),
        Text(
            zh="算式：300,000 − (−21,000)。",
            en="300,000 − (−21,000).",
        ),
    ],
    because=Text(
        zh="倒数第二坏的那次，现金最低到 −2.1 万元；多备 2.1 万，它就撑过去了，一共 32.1 万。",
        en="In the second worst run, cash falls to −21,000; 21,000 more covers it, 321,000 in all.",
    ),
)


def _radar_area(scores):
    pairs = zip(scores, [*scores[1:], scores[0]], strict=True)
    return 0.5 * math.sin(2 * math.pi / len(scores)) * sum(a * b for a, b in pairs)


RADAR_AREA = Question(
    "m05.radar_area",
    points=3,
    asks=Text(
        zh="写函数 radar_area(scores)：雷达图上多边形的面积。",
        en="Write radar_area(scores): the area of the polygon on a radar chart.",
    ),
    expects=Function(returns=Number(within=0.001)),
    inputs={"scores": [1.0, 0.8, 0.6, 0.2]},
    further_cases=[{"scores": [1.0, 0.6, 0.8, 0.2]}, {"scores": [0.5, 0.5, 0.5]}],
    draw=lambda rng: {"scores": [rng.randrange(1, 11) / 10 for _ in range(rng.choice([3, 4, 5]))]},
    answer=_radar_area,
    slips=[
        Slip(
            "sum_of_scores",
            lambda scores: float(sum(scores)),
            Text(
                zh="面积是由一个个三角形拼成的。一个三角形用到相邻的两个分数。",
                en="The area is made of triangles, and each one takes two neighboring scores.",
            ),
        ),
        Slip(
            "last_pair_forgotten",
            lambda scores: (
                0.5 * math.sin(2 * math.pi / len(scores)) * sum(a * b for a, b in pairwise(scores))
            ),
            Text(
                zh="最后一个分数和第一个之间，还有一个三角形。",
                en="There is one more triangle, between the last score and the first.",
            ),
        ),
        Slip(
            "sine_forgotten",
            lambda scores: (
                0.5 * sum(a * b for a, b in zip(scores, [*scores[1:], scores[0]], strict=True))
            ),
            Text(
                zh="两条边夹的角不是直角时，三角形面积还要乘什么？",
                en="Where the angle between two sides is not right, what else does a triangle's "
                "area take?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="n 根轴均分一圈，相邻两轴夹角 2π/n；一个三角形是 ½ · a · b · sin(2π/n)。",
            en="n axes share a full circle, so neighbors meet at 2π/n; one triangle is "
            "½ · a · b · sin(2π/n).",
        ),
        Text(
            zh="相邻配对：zip(scores, scores[1:] + scores[:1])。",
            en="Neighboring pairs: zip(scores, scores[1:] + scores[:1]).",
        ),
    ],
    because=Text(
        zh="面积 = ½ sin(2π/n) · Σ 相邻两分之积。它看的是谁挨着谁，和“多好”没有关系；分数加倍，"
        "面积变四倍。",
        en="Area = ½ sin(2π/n) · Σ of products of neighbors. It depends on which scores sit next "
        "to each other, and doubling the scores makes the area four times as large.",
    ),
)


#: Scores on cost, traffic, supply and risk of two modes, and three ways to arrange the axes.
ORDERS = {"P": (0, 1, 2, 3), "Q": (0, 2, 1, 3), "R": (0, 1, 3, 2)}


def _larger(a, b):
    return {
        name
        for name, order in ORDERS.items()
        if _radar_area([a[k] for k in order]) > _radar_area([b[k] for k in order])
    }


def _draw_shapes(rng):
    while True:
        a = [rng.randrange(1, 11) / 10 for _ in range(4)]
        b = [rng.randrange(1, 11) / 10 for _ in range(4)]
        gaps = [
            abs(_radar_area([a[k] for k in order]) - _radar_area([b[k] for k in order]))
            for order in ORDERS.values()
        ]
        if min(gaps) > 0.02 and 0 < len(_larger(a, b)) < len(ORDERS):
            return {"a": a, "b": b}


RADAR_ORDER = Question(
    "m05.radar_order",
    points=2,
    asks=Text(
        zh="哪些轴序下，甲的面积比乙大？",
        en="In which orders of the axes is mode A's area larger?",
    ),
    expects=Choice(
        {
            "P": Text(zh="成本、流量、供应链、风险", en="cost, traffic, supply, risk"),
            "Q": Text(zh="成本、供应链、流量、风险", en="cost, supply, traffic, risk"),
            "R": Text(zh="成本、流量、风险、供应链", en="cost, traffic, risk, supply"),
        }
    ),
    inputs={"a": [0.9, 0.8, 0.2, 0.3], "b": [0.6, 0.5, 0.5, 0.5]},
    draw=_draw_shapes,
    answer=_larger,
    slips=[
        Slip(
            "order_does_not_matter",
            lambda a, b: set(ORDERS) if sum(a) > sum(b) else {"P"},
            Text(
                zh="分数没变，面积真的不变吗？每种轴序都用 radar_area 算一遍。",
                en="The scores are the same; is the area? Compute radar_area for every order.",
            ),
        ),
        Slip(
            "other_mode",
            lambda a, b: set(ORDERS) - _larger(a, b),
            Text(
                zh="这些轴序下是乙更大，还是甲更大？",
                en="Is it B that is larger in these, or A?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="按每种轴序把两种模式的分数重新排，再各算一次 radar_area。",
            en="Rearrange both modes' scores in each order and compute radar_area for both.",
        ),
        Text(
            zh="轴序 Q 下甲是 [0.9, 0.2, 0.8, 0.3]，乙是 [0.6, 0.5, 0.5, 0.5]。",
            en="In order Q mode A is [0.9, 0.2, 0.8, 0.3] and B is [0.6, 0.5, 0.5, 0.5].",
        ),
    ],
    because=Text(
        zh="同样的分数，换个轴序，谁大谁小就倒过来；画图的人随手一排，就定了输赢。所以比较用热力图"
        "或表格，别用雷达图。",
        en="Same scores, different order of the axes, and the other mode looks larger; whoever "
        "draws the chart decides that unknowingly. Use a heat map or a table, not a radar chart.",
    ),
)


def _level_cost(cost_low, lead_low, cost_now, lead_now):
    return cost_low + (cost_now - cost_low) * lead_low / (lead_low - lead_now)


LEVEL_COST = Question(
    "m05.level_cost",
    points=2,
    asks=Text(
        zh="采购成本谈到多少元，自营备货和平台直发打平？",
        en="At what unit cost, in yuan, do batch stock and direct parcels tie?",
    ),
    expects=Number("CNY", within=0.05),
    inputs={"cost_low": 30.4, "lead_low": 33_000, "cost_now": 38.0, "lead_now": -129_000},
    draw=lambda rng: {
        "cost_low": 30.4,
        "lead_low": rng.randrange(10, 60) * 1000,
        "cost_now": 38.0,
        "lead_now": -rng.randrange(80, 200) * 1000,
    },
    answer=_level_cost,
    slips=[
        Slip(
            "middle",
            lambda cost_low, cost_now, **_: (cost_low + cost_now) / 2,
            Text(
                zh="领先是在正中间过零的吗？+3.3 万和 −12.9 万，零离哪头近？",
                en="Does the lead cross zero in the middle? Which end is zero closer to?",
            ),
        ),
        Slip(
            "from_the_other_end",
            lambda cost_low, lead_low, cost_now, lead_now: (
                cost_now - (cost_now - cost_low) * lead_low / (lead_low - lead_now)
            ),
            Text(
                zh="从 30.4 元往上数，还是从 38 元往下数？数的那一段对不对得上？",
                en="Do you count up from 30.4 or down from 38? Does the fraction match that end?",
            ),
        ),
        Slip(
            "without_sign",
            lambda cost_low, lead_low, cost_now, lead_now: (
                cost_low + (cost_now - cost_low) * lead_low / (lead_low + lead_now)
            ),
            Text(
                zh="两头的距离是 3.3 万减去 −12.9 万，等于多少？",
                en="The distance between the ends is 33,000 minus −129,000: how much is that?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="当成直线：领先降 162,000 元，成本涨 7.6 元。",
            en="Treat it as a straight line: the lead falls by 162,000 while the cost rises by "
            "7.6.",
        ),
        Text(
            zh="算式：30.4 + 7.6 × 33,000 ÷ 162,000。",
            en="30.4 + 7.6 × 33,000 ÷ 162,000.",
        ),
    ],
    because=Text(
        zh="直线插值得 31.9 元。模型不是严格的直线，拿到滑块上核一核：32 元还差一点，"
        "31 元已经反超。",
        en="A straight line gives 31.9 yuan. The model is not quite a straight line; check on the "
        "sliders: at 32 they are not quite level yet, at 31 batch stock is ahead.",
    ),
)


def _able(**changes):
    """Who can win by weights alone under these assumptions."""
    changed = compare(alike(Scenario(**changes)), paths=EXERCISE_PATHS, shocks={})
    wins = winning_weights(scorecard(changed)).set_index("scenario")["wins"]
    return {name for name in MODES if wins[name] > 0}


@cache
def _assistants_steps():
    """Which of the assistant's steps the model confirms."""
    found = _compared(EXERCISE_PATHS)
    risk = found.risk.pivot(index="scenario", columns="quantity", values="value")
    profit = risk["mean_profit"]
    totals = weighted(scorecard(found), dict.fromkeys(DIMENSIONS, 1.0))
    first, second = totals.index[:2]
    better, richer = totals[first] / totals[second], profit[first] / profit[second]
    lost = stress(found.simulation).pivot(index="shock", columns="scenario", values="share")
    banned = lost.loc["suspension"]
    return {
        "A": profit.idxmax() == "hybrid_staged",
        "B": abs(richer - better) < 0.1,
        "C": risk["cvar"].idxmax() == "platform_direct",
        "D": len(_able(theta_sigma=0.3)) >= 5,
        "E": banned["hybrid_staged"] <= 0.5 * banned["platform_direct"],
        "F": risk.loc["self_batch", "funding_need"] > 300_000,
    }


WRONG_STEPS = Question(
    "m05.wrong_steps",
    points=2,
    asks=Text(
        zh="AI 助手写的这份分析里，哪两句错了？",
        en="Which two of the assistant's statements are wrong?",
    ),
    expects=Choice(
        {
            "A": Text(zh="平均盈利最高的是混合先测", en="testing first earns most on average"),
            "B": Text(
                zh="总分高两成，所以利润也高两成",
                en="a total 20% higher means 20% more profit",
            ),
            "C": Text(
                zh="最坏 5% 里平台直发亏得最少", en="direct parcels lose least in the worst 5%"
            ),
            "D": Text(
                zh="需求心里有数时，五种以上模式有赢的分量",
                en="with a known product five modes or more have winning weights",
            ),
            "E": Text(
                zh="混合先测有两个渠道，封店至多疼平台直发的一半",
                en="with two channels a suspension hurts half as much as direct parcels",
            ),
            "F": Text(zh="30 万不够自营备货撑过 95%", en="300,000 is too little for batch stock"),
        }
    ),
    answer=lambda: {step for step, right in _assistants_steps().items() if not right},
    slips=[
        Slip(
            "money_doubted",
            lambda: {"A", "E"},
            Text(
                zh="课文里谁平均赚 63 万？再看看 B：分数量的是名次，还是钱？",
                en="Who makes 630,000 on average? And look at B: does a score measure a place, or "
                "money?",
            ),
        ),
        Slip(
            "capital_doubted",
            lambda: {"B", "F"},
            Text(
                zh="自营备货要备足多少钱？再看看 E：平台还卖几成？",
                en="How much money does batch stock need? And look at E: how much is still sold "
                "on the marketplace?",
            ),
        ),
        Slip(
            "weights_doubted",
            lambda: {"B", "D"},
            Text(
                zh="把需求不确定性拖到 0.3 数一数。再看看 E：份额和渠道个数，哪个要紧？",
                en="Move demand uncertainty to 0.3 and count. And look at E: shares, or the number "
                "of channels?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="每一步问两句：这个数量的是什么？结论量的又是什么？",
            en="For each statement, ask: what does the number measure? Does the conclusion fit?",
        ),
        Text(
            zh="课文的风险一节和打分一节，各管一个错处。",
            en="One mistake belongs to the section on risk, the other to the one on scores.",
        ),
    ],
    because=Text(
        zh="B：分数是在六种里的位置，不是钱，换掉一种模式分数就变。E：混合先测 83% 的货仍在"
        "平台上卖，第 26 周封店，比只做平台的还疼。",
        en="B: a score is a position among six, not money; swap one mode and it changes. E: "
        "testing first still sells 83% on the marketplace, and a suspension in week 26 hurts it "
        "more than the platform seller.",
    ),
)


ADVICE = Question(
    "m05.advice",
    points=4,
    asks=Text(
        zh="给何敏写一段建议：选哪种模式，凭什么，什么情况下改主意。",
        en="Advise He Min: which mode, on what grounds, and what would change your mind.",
    ),
    expects=Essay(
        rubric=[
            Criterion(
                1,
                Text(
                    zh="说清用哪把尺子、什么分量或什么口径，并给出一个算出来的数",
                    en="names the yardstick (weights or measure), with one computed number",
                ),
            ),
            Criterion(
                1,
                Text(
                    zh="指出哪个假设一变结论就变，并给出变到多少",
                    en="names the assumption that flips the verdict, and at what value",
                ),
            ),
            Criterion(
                1,
                Text(
                    zh="顾到何敏只有 30 万：断裂概率或要备的钱",
                    en="takes the 300,000 into account: ruin, or the money needed",
                ),
            ),
            Criterion(
                1,
                Text(
                    zh="下一步能做、能查：测什么、问什么、到什么数就停；写明模型没算什么",
                    en="a next step that can be done and checked (what to test or ask, when to "
                    "stop), and what the model leaves out",
                ),
            ),
        ],
        at_least=60,
    ),
    hints=[
        Text(
            zh="先写结论和分量，再写凭哪个数，最后写什么数一变你就改主意。",
            en="Start with the verdict and its weights, then the number behind it, then what would "
            "change your mind.",
        ),
        Text(
            zh="到 mode_flips 的滑块上找翻盘的那个值，到 mode_risks 上查 30 万够不够。",
            en="Find the flipping value on the sliders of mode_flips, and on mode_risks whether "
            "300,000 is enough.",
        ),
    ],
    because=Text(
        zh="好的建议经得起追问：凭哪把尺子、哪个数，什么情况下不算数。",
        en="A good recommendation stands up to questions: which yardstick, which numbers, and when "
        "it no longer holds.",
    ),
)


QUESTIONS = (
    HHI,
    TOTAL,
    WORST_FIFTH,
    TURNS,
    HHI_OF,
    NAMED_LINES,
    RISK_RANKS,
    TIE_WEIGHT,
    FUNDING,
    RADAR_AREA,
    RADAR_ORDER,
    LEVEL_COST,
    WRONG_STEPS,
    ADVICE,
)
