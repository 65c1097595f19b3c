"""Module 06: stars against ads, and what Anker's published figures say."""

from __future__ import annotations

import math
from functools import lru_cache

from ...analysis import ledger, quality
from ...assumptions.datasets import load
from ...assumptions.language import Text
from ...assumptions.scenario import Scenario
from ...model.simulation import simulate
from ...model.theory.flywheel import flywheel_elasticity, flywheel_velocity
from ...model.theory.word_of_mouth import reproduction_number
from ..expects import Choice, Criterion, Essay, Function, Number, Table
from ..question import Guess, Question, Slip

#: Simulated lives of the view, and of the questions, which must be quick.
VIEW_PATHS, PATHS = 600, 200

ORDERS_A_WEEK = Text(zh="件/周", en="units a week")


def _week_ahead():
    both = quality.versions(Scenario("charger"))
    rivals = {name: both[name] for name in ("stars", "ads")}
    found = simulate(rivals, paths=VIEW_PATHS, keep=ledger.KEPT)
    return float(quality.ahead_from(quality.lead(found, "stars", "ads")))


GUESSES = (
    Guess(
        "m06.week",
        asks=Text(
            zh="品质款从第几周起，累计利润超过投广告的普通款",
            en="The week from which the better charger is ahead in cumulative profit",
        ),
        expects=Number(Text(zh="周", en="weeks"), within=8),
        answer=_week_ahead,
        because=Text(
            zh="评分和口碑一点一点攒，广告当周就见单：头一年半，领先的是广告。",
            en="Stars and talk build up slowly, while ads bring orders at once: for a year and a "
            "half the ads are ahead.",
        ),
    ),
)


# ------------------------------------------------------------------------------ in the lesson

RISE = Question(
    "m06.rise",
    points=0,
    asks=Text(
        zh="转化率高 10%，φ 为 0.5，飞轮稳下来以后销量高百分之几？",
        en="Conversion is 10% higher and φ is 0.5: by what percentage are settled sales higher?",
    ),
    expects=Number("%"),
    inputs={"rise": 0.10, "phi": 0.5},
    draw=lambda rng: {
        "rise": rng.randrange(8, 26) / 100,
        "phi": rng.choice([0.4, 0.45, 0.6, 0.65]),
    },
    answer=lambda rise, phi: (1 + rise) ** float(flywheel_elasticity(phi)) - 1,
    slips=[
        Slip(
            "no_flywheel",
            lambda rise, phi: rise,
            Text(
                zh="多卖的单会不会让排名更高，再带来更多点击？",
                en="Don't more sales lift the rank, and bring more clicks?",
            ),
        ),
        Slip(
            "one_round",
            lambda rise, phi: (1 + rise) ** (1 + phi) - 1,
            Text(
                zh="这只转了一圈。多出来的点击又带来多少单？一圈一圈加起来是多少？",
                en="That is one turn. What do the extra clicks sell, and all turns together?",
            ),
        ),
        Slip(
            "elasticity_times",
            lambda rise, phi: rise / (1 - phi),
            Text(
                zh="弹性只在变化很小时可以直接乘。10% 算小吗？写成幂试试。",
                en="Multiplying by an elasticity is for tiny changes. Is 10% tiny? Try a power.",
            ),
        ),
    ],
    hints=[
        Text(
            zh="V* 正比于 CVR 的 1 ÷ (1 − φ) 次方。",
            en="V* is proportional to CVR to the power 1 ÷ (1 − φ).",
        ),
        Text(zh="1.10 的平方减 1。", en="1.10 squared, minus 1."),
    ],
    because=Text(
        zh="1 ÷ (1 − 0.5) = 2，转化率高 10%，销量高 1.10² − 1 = 21%。",
        en="1 ÷ (1 − 0.5) = 2: conversion 10% higher means sales 1.10² − 1 = 21% higher.",
    ),
)


TOLD = Question(
    "m06.told",
    points=0,
    asks=Text(
        zh="口碑的再生数 R₀ 是多少？",
        en="What is the reproduction number R₀ of word of mouth?",
    ),
    expects=Number(within=0.001),
    inputs={"wom": 0.20, "stars": 4.6, "conversion": 0.20, "decay": 0.05},
    draw=lambda rng: {
        "wom": rng.choice([0.10, 0.15, 0.25]),
        "stars": rng.choice([4.4, 4.5, 4.7, 4.8]),
        "conversion": rng.choice([0.15, 0.18, 0.22]),
        "decay": rng.choice([0.04, 0.06, 0.08]),
    },
    answer=lambda wom, stars, conversion, decay: float(
        reproduction_number(wom, stars, conversion, decay)
    ),
    slips=[
        Slip(
            "all_stars",
            lambda wom, stars, conversion, decay: wom * stars * conversion / decay,
            Text(
                zh="4.2 星以下的那部分，买家也会推荐吗？",
                en="Do buyers also recommend for the part of the rating below 4.2?",
            ),
        ),
        Slip(
            "first_week",
            lambda wom, stars, conversion, decay: wom * (stars - 4.2) * conversion,
            Text(
                zh="这是头一周带来的。热度每周消退 5%，前后加起来是几周？",
                en="That is the first week. Talk fades by 5% a week: how many weeks' worth in all?",
            ),
        ),
    ],
    hints=[
        Text(zh="R₀ = ν × (R − 4.2) × 转化率 ÷ δ。", en="R₀ = ν × (R − 4.2) × conversion ÷ δ."),
        Text(zh="代进去：0.20 × 0.4 × 0.20 ÷ 0.05。", en="That is 0.20 × 0.4 × 0.20 ÷ 0.05."),
    ],
    because=Text(
        zh="一单最后带来 0.32 单，所有别的订单因此乘 1 ÷ (1 − 0.32) ≈ 1.47。",
        en="One sale brings 0.32 more in the end, which multiplies all other sales by "
        "1 ÷ (1 − 0.32), about 1.47.",
    ),
)


SOURCED = Question(
    "m06.sourced",
    points=0,
    asks=Text(
        zh="下面哪一句是查得到出处的事实？",
        en="Which of these is a fact that can be traced to a source?",
    ),
    expects=Choice(
        {
            "first_year": Text(
                zh="Anker 第一年在亚马逊几乎没投广告",
                en="Anker hardly advertised in its first year on Amazon",
            ),
            "factories": Text(zh="Anker 的产品是自家工厂生产的", en="Anker owns its factories"),
            "selling": Text(
                zh="2025 年前三季度，销售费用占营收 22.4%",
                en="In the first nine months of 2025 selling expense was 22.4% of revenue",
            ),
            "top_ten": Text(
                zh="一款快充头靠博主推荐冲进类目前十",
                en="A charger recommended by bloggers reached the top ten",
            ),
        }
    ),
    answer=lambda: "selling" if _selling_share() > 0.22 else "",
    slips=[
        Slip(
            "anecdote",
            "first_year",
            Text(
                zh="这句话在哪份资料里读到过？数据表里最早是哪一年？",
                en="Where is this documented? What is the first year in the table?",
            ),
        ),
        Slip(
            "wrong",
            "factories",
            Text(
                zh="看看 anker_events 里 production_outsourced 那一行。",
                en="Look at the row production_outsourced in anker_events.",
            ),
        ),
        Slip(
            "unconfirmed",
            "top_ten",
            Text(
                zh="哪款、哪年、哪个类目？没有这些，能查证吗？",
                en="Which one, which year, which category? Without that, can it be checked?",
            ),
        ),
    ],
    hints=[
        Text(zh="先问：谁公布的，哪个期间？", en="Ask who published it, and for which period."),
        Text(
            zh="用 load 读两张表，找每一句的出处。",
            en="Load both tables and look for the source of each.",
        ),
    ],
    because=Text(
        zh="销售费用是公司公布的；第一年和前十是传闻，工厂那句是错的，生产全部外包。",
        en="The company published its selling expense. The first year and the top ten are "
        "anecdotes, and the factories are an error: all production is outsourced.",
    ),
)


def _selling_share():
    table = load("anker")
    rows = table[(table["period"] == "2025Q1-Q3") & (table["segment"] == "all")]
    values = rows.set_index("measure")["value"]
    return float(values["selling_and_distribution_expense"] / values["revenue"])


# ------------------------------------------------------------------------------ the exercises


def _premium(gain, pull, elasticity):
    return math.exp(pull * gain / elasticity) - 1


STAR_PREMIUM = Question(
    "m06.star_premium",
    points=3,
    asks=Text(
        zh="写函数 star_premium(gain, pull, elasticity)：转化率不变，最多能卖贵多少？",
        en="Write star_premium(gain, pull, elasticity): what premium leaves conversion unchanged?",
    ),
    expects=Function(returns=Number("%")),
    inputs={"gain": 0.25, "pull": 0.5, "elasticity": 2.6},
    further_cases=[
        {"gain": 0.5, "pull": 1.0, "elasticity": 2.6},
        {"gain": 0.25, "pull": 0.1, "elasticity": 1.5},
    ],
    draw=lambda rng: {
        "gain": rng.randrange(6, 25) / 20,
        "pull": rng.randrange(8, 21) / 20,
        "elasticity": rng.randrange(10, 40) / 10,
    },
    answer=_premium,
    slips=[
        Slip(
            "conversion_only",
            lambda gain, pull, elasticity: math.exp(pull * gain) - 1,
            Text(
                zh="这是转化率多出来的部分。涨价 1%，转化率掉百分之几？",
                en="That is what conversion gains. By how much does 1% more in price lower it?",
            ),
        ),
        Slip(
            "elasticity_times",
            lambda gain, pull, elasticity: math.exp(pull * gain * elasticity) - 1,
            Text(
                zh="买家对价格越敏感，能涨得越多还是越少？",
                en="The more price-sensitive the buyers, the larger or the smaller the premium?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="设溢价为 m，转化率 ∝ exp(pull × gain) × (1 + m) ** -elasticity，令它等于 1。",
            en="Call the premium m and set exp(pull × gain) × (1 + m) ** -elasticity equal to 1.",
        ),
        Text(
            zh="取对数：pull × gain = elasticity × ln(1 + m)，解出 m。",
            en="Take logarithms: pull × gain = elasticity × ln(1 + m); solve for m.",
        ),
    ],
    because=Text(
        zh="exp(0.5 × 0.25 ÷ 2.6) − 1 = 4.9%。再贵，转化率就不如普通款了。",
        en="exp(0.5 × 0.25 ÷ 2.6) − 1 = 4.9%. Priced any higher, it converts worse than the "
        "plain version.",
    ),
)


def _settled(conversion, top, velocity, phi, told):
    return float(flywheel_velocity(conversion / (1 - told), top, velocity, phi))


SETTLED = Question(
    "m06.settled",
    points=2,
    asks=Text(
        zh="有口碑的飞轮，最后稳在每周多少件？",
        en="Where does the flywheel settle with word of mouth, in units a week?",
    ),
    expects=Number(ORDERS_A_WEEK, within=0.1),
    inputs={"conversion": 0.10, "top": 2000, "velocity": 800, "phi": 0.5, "told": 0.2},
    draw=lambda rng: {
        "conversion": rng.choice([0.08, 0.09, 0.11, 0.12]),
        "top": rng.randrange(1500, 2600, 100),
        "velocity": rng.randrange(900, 1600, 100),
        "phi": rng.choice([0.4, 0.5]),
        "told": rng.choice([0.15, 0.25, 0.3]),
    },
    answer=_settled,
    slips=[
        Slip(
            "no_talk",
            lambda conversion, top, velocity, phi, told: _settled(
                conversion, top, velocity, phi, 0.0
            ),
            Text(
                zh="口碑带来的单算进去了吗？",
                en="Did you count the orders that word of mouth brings?",
            ),
        ),
        Slip(
            "talk_afterwards",
            lambda conversion, top, velocity, phi, told: (
                _settled(conversion, top, velocity, phi, 0.0) / (1 - told)
            ),
            Text(
                zh="口碑带来的单也会抬高排名。先乘再转飞轮，还是先转再乘？",
                en="Orders from talk lift the rank too. Does the factor go in before the flywheel?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="口碑相当于把转化率变成 CVR ÷ (1 − R₀)。",
            en="Word of mouth acts as if conversion were CVR ÷ (1 − R₀).",
        ),
        Text(
            zh="(0.10 ÷ 0.8 × 2000 ÷ 800^0.5) 的平方。",
            en="The square of 0.10 ÷ 0.8 × 2000 ÷ 800^0.5.",
        ),
    ],
    because=Text(
        zh="没有口碑是 50 件；口碑把转化率抬到 0.125，飞轮再放大一次，稳在 78.1 件。",
        en="Without talk it is 50. Talk raises conversion to 0.125, the flywheel magnifies that "
        "once more, and sales settle at 78.1.",
    ),
)


TOP_TEN = Question(
    "m06.top_ten",
    points=2,
    asks=Text(
        zh="要进类目前十，一周得卖多少件？",
        en="How many units a week does rank 10 take?",
    ),
    expects=Number(ORDERS_A_WEEK, within=0.5),
    inputs={"at_top": 1500, "exponent": 0.87, "rank": 10},
    draw=lambda rng: {
        "at_top": rng.randrange(800, 3000, 100),
        "exponent": rng.choice([0.75, 0.8, 0.9]),
        "rank": rng.choice([5, 20, 50]),
    },
    answer=lambda at_top, exponent, rank: at_top * rank**-exponent,
    slips=[
        Slip(
            "proportional",
            lambda at_top, exponent, rank: at_top / rank,
            Text(
                zh="销量和名次成反比吗？指数 0.87 用在哪里？",
                en="Are sales inversely proportional to rank? Where does 0.87 come in?",
            ),
        ),
        Slip(
            "inverse_exponent",
            lambda at_top, exponent, rank: at_top * rank ** (-1 / exponent),
            Text(
                zh="名次 = (A ÷ V)^(1/b)。反过来解 V，指数是 b 还是 1/b？",
                en="Rank = (A ÷ V)^(1/b). Solved for V, is the exponent b or 1/b?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="名次 = (A ÷ V)^(1/b)，A 是第一名的周销量。",
            en="Rank = (A ÷ V)^(1/b), where A is what rank 1 sells a week.",
        ),
        Text(zh="解出来：V = 1500 × 10^(−0.87)。", en="Solved: V = 1500 × 10^(−0.87)."),
    ],
    because=Text(
        zh="一周约 202 件，是第一名的七分之一多一点。",
        en="About 202 a week, a little more than a seventh of what rank 1 sells.",
    ),
)


def _shares(cost=True, base="revenue"):
    table = load("anker")
    years = table[table["dimension"] == "company"].dropna(subset="calendar_year")
    wide = years.pivot(index="calendar_year", columns="measure", values="value").loc[2020:]
    cost_share = wide["cost_of_revenue"] / wide["revenue"]
    found = wide[[]].assign(
        gross_margin=1 - cost_share if cost else cost_share,
        r_and_d=wide["r_and_d_expense"] / wide[base],
    )
    return found.rename(index=int)


SHARES = Question(
    "m06.shares",
    points=3,
    asks=Text(
        zh="Anker 2020—2024 年每年的毛利率和研发占比",
        en="Anker's gross margin and R&D share of revenue, year by year from 2020 to 2024",
    ),
    expects=Table(key="calendar_year", values=Number("%")),
    answer=_shares,
    slips=[
        Slip(
            "cost_share",
            lambda: _shares(cost=False),
            Text(
                zh="这是成本占营收的比例。毛利是营收减掉它以后剩下的。",
                en="That is the cost share. What is left of revenue once costs are paid?",
            ),
        ),
        Slip(
            "of_profit",
            lambda: _shares(base="net_profit_attributable"),
            Text(
                zh="研发占的是营收，还是净利润？",
                en="Should R&D be a share of revenue, or of net profit?",
            ),
        ),
    ],
    hints=[
        Text(
            zh='先筛 dimension 为 "company" 的行，再 dropna(subset="calendar_year")，然后 pivot。',
            en='Keep dimension "company", then dropna(subset="calendar_year"), then pivot.',
        ),
        Text(
            zh='pivot(index="calendar_year", columns="measure", values="value")，再用列相除。',
            en='pivot(index="calendar_year", columns="measure", values="value"), then divide.',
        ),
    ],
    because=Text(
        zh="研发从 6.1% 到 8.3%；毛利率从 38.4% 先掉到 35.0%（2021 年），再升到 43.2%。",
        en="R&D went from 6.1 to 8.3% of revenue; gross margin from 38.4% down to 35.0% in 2021, "
        "then up to 43.2%.",
    ),
)


def _most(brings, ad_gain, units, duty):
    return (brings - ad_gain) / units / (1 + duty)


MOST = Question(
    "m06.most",
    points=2,
    asks=Text(
        zh="这点星每件最多可以多花多少采购成本？",
        en="How much may quality add to the ex-works price of a unit, in yuan?",
    ),
    expects=Number("CNY"),
    inputs={"brings": 300_000, "ad_gain": 200_000, "units": 12_000, "duty": 0.30},
    draw=lambda rng: {
        "brings": rng.randrange(280_000, 460_000, 10_000),
        "ad_gain": rng.randrange(120_000, 240_000, 10_000),
        "units": rng.randrange(7_000, 16_000, 1_000),
        "duty": rng.choice([0.10, 0.20, 0.25, 0.35]),
    },
    answer=_most,
    slips=[
        Slip(
            "duty_forgotten",
            lambda brings, ad_gain, units, duty: (brings - ad_gain) / units,
            Text(
                zh="采购价高了，海关按什么价收税？",
                en="If the ex-works price is higher, what price does customs charge duty on?",
            ),
        ),
        Slip(
            "against_nothing",
            lambda brings, ad_gain, units, duty: brings / units / (1 + duty),
            Text(
                zh="这样是和什么都不做打平。要和投广告打平呢？",
                en="That breaks even with doing nothing. What about breaking even with ads?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="品质成本花掉以后，剩下的要和广告的净增一样多。",
            en="What is left after the cost of quality must equal what the ads gain.",
        ),
        Text(
            zh="（300,000 − 200,000）÷ 12,000，再除以含税的 1.30。",
            en="(300,000 − 200,000) ÷ 12,000, then ÷ 1.30, because duty is charged on it too.",
        ),
    ],
    because=Text(
        zh="每件 8.33 元里有一份关税，留给元件和测试的是 6.41 元。",
        en="Part of the 8.33 yuan a unit is duty; 6.41 is left for components and testing.",
    ),
)


@lru_cache(maxsize=64)
def _worth(star_cost, tacos):
    scenario = Scenario("charger", star_cost=star_cost, tacos=tacos)
    return quality.worth(scenario, paths=PATHS)


def _beyond(table, column="gain"):
    found = table[column]
    return float(found["both"] - found["stars"] - found["ads"])


TOGETHER = Question(
    "m06.together",
    points=3,
    asks=Text(
        zh="两样都做，比单做的净增之和多多少元？",
        en="By how many yuan does doing both beat the sum of the two gains?",
    ),
    expects=Number("CNY", within=500),
    inputs={"star_cost": 2.0, "tacos": 0.08},
    draw=lambda rng: {
        "star_cost": rng.randrange(2, 17) / 2,
        "tacos": rng.choice([0.06, 0.10, 0.12]),
    },
    answer=lambda star_cost, tacos: _beyond(_worth(star_cost, tacos)),
    slips=[
        Slip(
            "gain_of_both",
            lambda **given: float(_worth(**given).loc["both", "gain"]),
            Text(
                zh="这是两样都做的全部净增。其中多少是单做也拿得到的？",
                en="That is the whole gain from both. How much of it would each bring alone?",
            ),
        ),
        Slip(
            "beyond_stars",
            lambda **given: float(
                _worth(**given).loc["both", "gain"] - _worth(**given).loc["stars", "gain"]
            ),
            Text(
                zh="这里减掉了星，广告自己的那份减了吗？",
                en="You took off the stars. What about what the ads bring on their own?",
            ),
        ),
        Slip(
            "before_costs",
            lambda **given: _beyond(_worth(**given), "brings"),
            Text(
                zh="brings 是没扣成本的。净增在哪一列？",
                en="brings is before costs. Which column is the gain?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="净增在 gain 这一列，索引是做法。",
            en="The gains are in the column gain; the index names the plan.",
        ),
        Text(
            zh='三个净增相减：gain["both"] − gain["stars"] − gain["ads"]。',
            en='Subtract the two from both: gain["both"] − gain["stars"] − gain["ads"].',
        ),
    ],
    because=Text(
        zh="好东西投广告，多来的每个人又带来口碑：有了品质，放量才更值。",
        en="Ads for a good product bring in buyers who talk: scale pays better once the quality "
        "is there.",
    ),
)


#: Situations of the title, as changes of the charger.
SITUATIONS = {
    "A": {"weeks": 52},
    "B": {"star_cost": 2.0},
    "C": {"wom": 0.0},
    "D": {"search": 6000.0},
    "E": {"star_cost": 12.0},
}


def _stars_win(changes):
    gain = quality.worth(Scenario("charger", **changes), paths=PATHS)["gain"]
    return bool(gain["stars"] > gain["ads"])


HOLDS = Question(
    "m06.holds",
    points=2,
    asks=Text(
        zh="在哪些情况下，四分之一颗星比广告费更值？",
        en="In which situations is a quarter of a star worth more than the ads?",
    ),
    expects=Choice(
        {
            "A": Text(zh="只看一年", en="over one year only"),
            "B": Text(zh="每件只多花 2 元", en="for 2 yuan more a unit"),
            "C": Text(zh="没有口碑传播", en="without word of mouth"),
            "D": Text(zh="类目流量 6,000", en="with traffic of 6,000"),
            "E": Text(zh="每件多花 12 元", en="for 12 yuan more a unit"),
        }
    ),
    answer=lambda: {key for key, changes in SITUATIONS.items() if _stars_win(changes)},
    slips=[
        Slip(
            "year_believed",
            lambda: {"A", "B", "D"},
            Text(
                zh="头一年谁领先？看看 quality_or_ads 第 52 周。",
                en="Who is ahead after a year? Look at week 52 in quality_or_ads.",
            ),
        ),
        Slip(
            "traffic_doubted",
            lambda: {"B"},
            Text(
                zh="流量大了，口碑转得快还是慢？拖一下试试。",
                en="With more traffic, does talk build up faster or slower? Move the slider.",
            ),
        ),
        Slip(
            "cost_ignored",
            lambda: {"B", "D", "E"},
            Text(
                zh="每件多花 12 元，一万多件就是多少？",
                en="Twelve yuan more on over ten thousand units comes to how much?",
            ),
        ),
    ],
    hints=[
        Text(
            zh='quality.worth(Scenario("charger", weeks=52)) 看 gain 那一列。',
            en='Look at the column gain of quality.worth(Scenario("charger", weeks=52)).',
        ),
        Text(
            zh="五种情况各算一次，比较 stars 和 ads。",
            en="Compute all five and compare stars with ads each time.",
        ),
    ],
    because=Text(
        zh="便宜、流量大，星更值；时间短、没口碑、太贵，广告更值。",
        en="Stars win if they are cheap or traffic is heavy; ads win if time is short, nobody "
        "talks or the stars cost too much.",
    ),
)


def _said_and_right():
    """What the assistant's steps say, beside what the tables say."""
    table = load("anker")
    value = {
        (row.period, row.measure): row.value for row in table.itertuples() if row.segment == "all"
    }
    growth = value["2025Q1-Q3", "revenue"] / 1.2779  # the source's growth on the year before
    days = "inventory_turnover_days"
    events = load("anker_events").set_index("event")
    units = events.loc["recalled_units", "value"]
    return {
        "A": (0.275, (value["2024", "revenue"] / value["2020", "revenue"]) ** 0.25 - 1),
        "B": (0.432, 1 - value["2024", "cost_of_revenue"] / value["2024", "revenue"]),
        "C": (0.473, value["2025Q1-Q3", days] / value["2024", days] - 1),
        "D": (-0.149, value["2025Q1-Q3", "revenue"] / growth - 1),
        "E": (182.0, float(events.loc["recall_direct_cost", "value"] / units)),
        "F": (-865.0, value["2025Q1-Q3", "net_profit_attributable"]),
    }


WRONG_STEPS = Question(
    "m06.wrong_steps",
    points=2,
    asks=Text(
        zh="AI 助手写的这份分析里，哪两步错了？",
        en="Which two steps of the assistant's analysis are wrong?",
    ),
    expects=Choice(
        {
            "A": Text(zh="营收年均增长 27.5%", en="revenue grew by 27.5% a year"),
            "B": Text(zh="毛利率 43.2%", en="gross margin 43.2%"),
            "C": Text(zh="存货周转天数多 47.3%", en="inventory turnover 47.3% longer"),
            "D": Text(zh="2025 年营收下滑 14.9%", en="revenue down 14.9% in 2025"),
            "E": Text(zh="每件召回 182 元起", en="a recall of at least 182 yuan a unit"),
            "F": Text(zh="前三季度亏了 8.65 亿", en="a loss of 865 million"),
        }
    ),
    answer=lambda: {
        step
        for step, (said, right) in _said_and_right().items()
        if not math.isclose(said, right, rel_tol=0.005)
    },
    slips=[
        Slip(
            "cash_believed",
            lambda: {"C", "D"},
            Text(
                zh="经营现金流为负，就是亏损吗？净利润是多少？",
                en="Does negative operating cash flow mean a loss? What was net profit?",
            ),
        ),
        Slip(
            "period_believed",
            lambda: {"E", "F"},
            Text(
                zh="D 这一步，两个数各是几个月的？",
                en="How many months does each number in step D cover?",
            ),
        ),
        Slip(
            "margin_doubted",
            lambda: {"B", "F"},
            Text(
                zh="毛利率自己除一遍。再看 D：九个月和十二个月能比吗？",
                en="Work out the margin yourself. Then D: can you compare nine months with twelve?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="每一步都问：两个数的期间一样吗？说的是利润还是现金？",
            en="Ask of each step: do both numbers cover the same period? Profit or cash?",
        ),
        Text(
            zh="months 那一列写着每个数覆盖几个月。",
            en="The column months says how many months a number covers.",
        ),
    ],
    because=Text(
        zh="D 拿九个月比十二个月，同期其实增长 27.8%。F 把现金当利润，净利润是 19.33 亿。",
        en="D compares nine months with twelve; against the same months a year earlier revenue "
        "grew by 27.8%. F mistakes cash for profit, which was 1,933 million.",
    ),
)


MEMO = Question(
    "m06.memo",
    points=4,
    asks=Text(
        zh="每件四块钱的好元件，还是投广告？替沈航写一段意见。",
        en="Better parts at four yuan a unit, or ads? Write Shen Hang's note.",
    ),
    expects=Essay(
        rubric=[
            Criterion(
                1,
                Text(
                    zh="写明比什么、看多久：两种做法的利润、领先的概率，各是多少",
                    en="says what is compared over what period: profit of both, chance of leading",
                ),
            ),
            Criterion(
                1,
                Text(
                    zh="写明要落后多久、最多落后多少，以及要备多少现金",
                    en="says how long and by how much it trails, and how much cash it takes",
                ),
            ),
            Criterion(
                1,
                Text(
                    zh="指出结论靠哪两个假设（口碑、评分作用、成本、流量、时间），变到多少会反过来",
                    en="names two assumptions the verdict rests on, and where it would flip",
                ),
            ),
            Criterion(
                1,
                Text(
                    zh="建议能执行：先做什么、看哪个数、到哪一周怎么办；不拿 Anker 的传闻当证据",
                    en="gives advice that can be acted on: what comes first, a number to watch, a "
                    "week to decide; does not rely on anecdotes about Anker",
                ),
            ),
        ],
        at_least=60,
    ),
    hints=[
        Text(
            zh="先写结论和时间，再写凭哪几个数，最后写什么情况下改主意。",
            en="Verdict and horizon first, then the numbers, then what would change your mind.",
        ),
        Text(
            zh="在 quality_or_ads 上找：口碑降到多少，就追不上了？",
            en="Find out in quality_or_ads how far word of mouth can fall before the better "
            "version no longer catches up.",
        ),
    ],
    because=Text(
        zh="好的意见说清时间、代价和条件：看两年星更值，只看一年广告更值，没有口碑就别等。",
        en="A good note states horizon, price and conditions: stars over two years, ads over one, "
        "and do not wait if nobody talks.",
    ),
)


QUESTIONS = (
    RISE,
    TOLD,
    SOURCED,
    STAR_PREMIUM,
    SETTLED,
    TOP_TEN,
    SHARES,
    MOST,
    TOGETHER,
    HOLDS,
    WRONG_STEPS,
    MEMO,
)
