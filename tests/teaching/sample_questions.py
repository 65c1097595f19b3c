"""Questions of every kind, declared as an author would; the tests use them, learners never do."""

from __future__ import annotations

import pandas as pd

from xbcourse.assumptions.language import Text
from xbcourse.teaching.expects import Choice, Criterion, Essay, Function, Listing, Number, Table
from xbcourse.teaching.question import Guess, Question, Slip

HINTS = [
    Text(zh="先看题目给了哪几个数。", en="Look at which numbers you were given."),
    Text(zh="再看它们的单位。", en="Then look at their units."),
]


def referral_fee(price: float, rate: float = 0.15) -> float:
    """Portion rule: 15 % up to 50, 8 % of what is above."""
    return rate * min(price, 50) + 0.08 * max(price - 50, 0)


def fee_table(price: float, fulfilment: float) -> pd.DataFrame:
    amounts = {"referral": referral_fee(price), "fulfilment": fulfilment, "storage": 0.25}
    return pd.DataFrame({"fee": list(amounts), "usd": list(amounts.values())})


duty = Question(
    "m99.duty",
    points=2,
    asks=Text(zh="这批货要交多少关税？", en="How much duty is due on this shipment?"),
    expects=Number("USD"),
    inputs={"price": 29.9, "customs_value": 8.2, "duty_rate": 0.12},
    draw=lambda rng: {
        "price": rng.randrange(20, 60) - 0.1,
        "customs_value": rng.randrange(40, 120) / 10,
        "duty_rate": rng.choice([0.05, 0.08, 0.15]),
    },
    answer=lambda customs_value, duty_rate, **_: customs_value * duty_rate,
    slips=[
        Slip(
            "on_price",
            lambda price, duty_rate, **_: price * duty_rate,
            Text(zh="海关按哪个价值征税？", en="Which value does customs tax?"),
        ),
        Slip(
            "rate_added",
            lambda customs_value, duty_rate, **_: customs_value + duty_rate,
            Text(zh="税率是金额还是比例？", en="Is a rate an amount or a share?"),
        ),
    ],
    hints=HINTS,
    because=Text(zh="关税按完税价格计征。", en="Duty is levied on the customs value."),
)

acos = Question(
    "m99.acos",
    points=1,
    asks=Text(zh="保本 ACoS 是多少？", en="What is the break-even ACoS?"),
    expects=Number("%"),
    inputs={"cm2": 6.0, "price": 24.0},
    draw=lambda rng: {"cm2": rng.randrange(20, 90) / 10, "price": float(rng.randrange(20, 60))},
    answer=lambda cm2, price: cm2 / price,
    slips=[
        Slip(
            "upside_down",
            lambda cm2, price: price / cm2,
            Text(zh="谁除以谁？", en="Which by which?"),
        ),
        Slip(
            "of_the_rest",
            lambda cm2, price: cm2 / (price - cm2),
            Text(zh="广告占的是哪个数的比例？", en="Ads are a share of what?"),
        ),
    ],
    hints=HINTS,
    because=Text(zh="CM2 全部给广告时正好保本。", en="All of CM2 may go to ads."),
)

rule = Question(
    "m99.rule",
    points=1,
    asks=Text(zh="佣金按哪种规则算？", en="Which rule is the referral fee computed by?"),
    expects=Choice(
        {
            "A": Text(zh="分段", en="portion"),
            "B": Text(zh="门槛", en="threshold"),
            "C": Text(zh="固定金额", en="flat amount"),
        }
    ),
    answer=lambda: "A" if referral_fee(60) > 0.08 * 60 else "B",
    slips=[
        Slip("threshold", "B", Text(zh="超过 50 以后，前 50 怎么算？", en="What of the first 50?")),
        Slip("flat", "C", Text(zh="价格翻倍时费用呢？", en="And if the price doubles?")),
    ],
    hints=HINTS,
    because=Text(zh="低段和高段各按各的费率。", en="Each portion has its own rate."),
)

costs = Question(
    "m99.costs",
    points=1,
    asks=Text(zh="哪些随销量变化？", en="Which of these vary with units sold?"),
    expects=Choice(
        {
            k: Text(zh=z, en=e)
            for k, z, e in [
                ("A", "佣金", "referral fee"),
                ("B", "月租", "monthly plan"),
                ("C", "配送费", "fulfilment fee"),
            ]
        }
    ),
    answer=lambda: {k for k, v in {"A": referral_fee(20), "B": 0, "C": 3.2}.items() if v},
    slips=[
        Slip(
            "all",
            lambda: {"A", "B", "C"},
            Text(zh="月租卖不卖都要交吗？", en="No sales, no plan fee?"),
        ),
        Slip(
            "plan", lambda: {"B"}, Text(zh="多卖一件多付什么？", en="What does one more sale cost?")
        ),
    ],
    hints=HINTS,
    because=Text(zh="月租与销量无关。", en="The plan costs the same every month."),
)

weekly = Question(
    "m99.weekly",
    points=2,
    asks=Text(zh="每周末账上还有多少现金？", en="How much cash is left at the end of each week?"),
    expects=Listing(each=Number("USD")),
    inputs={"start": 1000.0, "spent": [300.0, 200.0, 150.0]},
    draw=lambda rng: {
        "start": float(rng.randrange(800, 2000, 50)),
        "spent": [float(rng.randrange(50, 400, 10)) for _ in range(3)],
    },
    answer=lambda start, spent: (start - pd.Series(spent).cumsum()).tolist(),
    slips=[
        Slip(
            "not_carried",
            lambda start, spent: [start - s for s in spent],
            Text(zh="第二周从多少钱开始？", en="What does week two start with?"),
        ),
        Slip(
            "spending",
            lambda start, spent: pd.Series(spent).cumsum().tolist(),
            Text(zh="这是花掉的还是剩下的？", en="Is this what was spent, or what is left?"),
        ),
    ],
    hints=HINTS,
    because=Text(zh="现金是累计的。", en="Cash accumulates."),
)

fees = Question(
    "m99.fees",
    points=3,
    asks=Text(zh="列出每一项费用。", en="List every fee in a row of its own."),
    expects=Table(key="fee", values=Number("USD")),
    inputs={"price": 80.0, "fulfilment": 4.5},
    draw=lambda rng: {
        "price": float(rng.randrange(60, 200)),
        "fulfilment": rng.randrange(30, 90) / 10,
    },
    answer=fee_table,
    slips=[
        Slip(
            "threshold",
            lambda price, fulfilment: fee_table(price, fulfilment).assign(
                usd=[0.08 * price, fulfilment, 0.25]
            ),
            Text(zh="前 50 美元按哪个费率？", en="Which rate do the first 50 dollars pay?"),
        ),
        Slip(
            "flat_rate",
            lambda price, fulfilment: fee_table(price, fulfilment).assign(
                usd=[0.15 * price, fulfilment, 0.25]
            ),
            Text(zh="超过 50 的部分呢？", en="And the part above 50?"),
        ),
    ],
    hints=HINTS,
    because=Text(zh="分段计费。", en="The fee is charged by portion."),
)

fee_function = Question(
    "m99.referral",
    points=3,
    asks=Text(zh="写一个算佣金的函数。", en="Write a function for the referral fee."),
    expects=Function(returns=Number("USD")),
    inputs={"price": 30.0, "rate": 0.15},
    further_cases=[{"price": 50.0, "rate": 0.15}, {"price": 120.0, "rate": 0.12}],
    draw=lambda rng: {
        "price": float(rng.randrange(10, 300)),
        "rate": rng.choice([0.08, 0.12, 0.15, 0.17]),
    },
    answer=referral_fee,
    slips=[
        Slip(
            "threshold",
            lambda price, rate: rate * price if price <= 50 else 0.08 * price,
            Text(
                zh="价格刚过 50 时，费用会突然变少吗？",
                en="Does the fee drop when the price passes 50?",
            ),
        ),
        Slip(
            "flat_rate",
            lambda price, rate: rate * price,
            Text(zh="超过 50 的部分按哪个费率？", en="Which rate does the part above 50 pay?"),
        ),
    ],
    hints=HINTS,
    because=Text(zh="分段计费。", en="The fee is charged by portion."),
)

judgement = Question(
    "m99.judgement",
    points=4,
    asks=Text(zh="这单该不该接？", en="Should this order be taken?"),
    expects=Essay(
        rubric=[
            Criterion(2, Text(zh="有明确结论和数字", en="a clear conclusion with a number")),
            Criterion(
                2, Text(zh="说出会让结论反过来的假设", en="names the assumption that would turn it")
            ),
        ],
        at_least=20,
    ),
    hints=HINTS,
    because=Text(zh="先看 CM3，再看现金。", en="CM3 first, then cash."),
)

margin_guess = Guess(
    "m99.profit",
    asks=Text(zh="这一单能剩多少？", en="What is left of this order?"),
    expects=Number("USD"),
    inputs={"price": 30.0, "costs": 31.2},
    answer=lambda price, costs: price - costs,
    because=Text(zh="毛利率高，不等于赚钱。", en="A high gross margin is not a profit."),
)

QUESTIONS = (duty, acos, rule, costs, weekly, fees, fee_function, judgement)
GUESSES = (margin_guess,)
