"""Module 09: which mode at which stage, what changing may cost, and the middle between two ways."""

from __future__ import annotations

import math
from functools import cache

import numpy as np
import pandas as pd

from ...analysis.decision_map import decision_map
from ...analysis.intervals import mean_interval
from ...analysis.modes import MODES
from ...analysis.stage_grid import stage_grid
from ...analysis.switching import threshold
from ...analysis.utility import FLOOR, growth
from ...assumptions.datasets import load
from ...assumptions.language import Text
from ...assumptions.scenario import Scenario
from ..expects import Choice, Criterion, Essay, Function, Number, Table
from ..question import Guess, Question, Slip

TEN_THOUSAND = Text(zh="万元", en="× 10,000 CNY")

#: Traffic and parcels of the lesson, and what changing costs there.
USUAL = {name: float(Scenario()[name]) for name in ("search", "ds_ship")}
SWITCH_COST = float(Scenario().switch_cost)
#: Capital, uncertainty and experience of the three people.
PEOPLE = {"he": (300e3, 0.8, 0.3), "kai": (800e3, 0.5, 0.5), "qiu": (2e6, 0.4, 0.8)}


def _enough() -> float:
    """He Min's capital from which on leaving direct parcels pays, its cost paid; 10,000 CNY."""
    return threshold(USUAL | {"theta_sigma": 0.8, "exper": 0.3}, SWITCH_COST) / 10_000


GUESSES = (
    Guess(
        "m09.enough",
        asks=Text(
            zh="何敏的本金到多少万元，离开平台直发才划算",
            en="How much capital He Min needs (× 10,000 CNY) before leaving direct parcels pays",
        ),
        expects=Number(TEN_THOUSAND, within=15.0),
        answer=_enough,
        because=Text(
            zh="不花钱的话 78 万就该换，一次 6 万把门槛推到 148 万；跑通爆款（不确定性 0.4）"
            "能把它拉回 38 万。",
            en="If changing were free, it would pay from 775,000 on; a cost of 60,000 pushes the "
            "threshold up to 1.48 million. Proven winners (uncertainty 0.4) would bring it back "
            "down to 375,000.",
        ),
    ),
)


# ------------------------------------------------------------------------------ in the lesson


def _sure_money(capital, bad, good):
    return capital * math.exp(growth([float(bad), float(good)], float(capital)))


SURE_MONEY = Question(
    "m09.sure_money",
    points=0,
    asks=Text(
        zh="期末 60 万或 240 万各一半，对数效用下的确定性等值是多少万元？",
        en="600,000 or 2,400,000 at the end, equally likely: what is the certainty equivalent "
        "under log utility (× 10,000 CNY)?",
    ),
    expects=Number(TEN_THOUSAND, within=0.05),
    inputs={"capital": 100, "bad": 60, "good": 240},
    draw=lambda rng: {
        "capital": 100,
        "bad": rng.randrange(40, 90),
        "good": rng.randrange(160, 300),
    },
    answer=_sure_money,
    slips=[
        Slip(
            "mean",
            lambda bad, good, **_: (bad + good) / 2,
            Text(
                zh="这是平均数。怕亏的人，愿意拿平均数来换吗？",
                en="That is the mean. Would somebody who dislikes losses pay the full mean for "
                "this gamble?",
            ),
        ),
        Slip(
            "logarithm_left",
            lambda bad, good, **_: (math.log(bad) + math.log(good)) / 2,
            Text(
                zh="这还是对数。怎么变回钱？",
                en="That is still a logarithm. How do you turn it back into money?",
            ),
        ),
        Slip(
            "worse_outcome",
            lambda bad, **_: bad,
            Text(
                zh="只看坏的那一半，好的那一半就白给了？",
                en="That counts the bad half only. Is the good half worth nothing?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="先各取对数，平均，再用 exp 变回去。",
            en="Take the logarithm of each, average the two, and go back with exp.",
        ),
        Text(zh="也就是 60 × 240 再开平方。", en="It is the square root of 60 × 240."),
    ],
    because=Text(
        zh="几何平均 √(60 × 240) = 120 万：平均数是 150 万，差的 30 万是怕亏的价钱。",
        en="The geometric mean is √(60 × 240) = 120. The plain mean is 150; the 30 in between are "
        "the price of disliking losses.",
    ),
)


ANSWER = Question(
    "m09.answer",
    points=0,
    asks=Text(zh="这一格的答案是哪个？", en="What is the answer at this point?"),
    expects=Choice(
        {
            "A": Text(zh="选甲", en="the first mode"),
            "B": Text(zh="选乙", en="the second mode"),
            "C": Text(zh="乙和丙分不出高下", en="a tie of the second and the third"),
            "D": Text(zh="都不做", en="stay out"),
        }
    ),
    answer=lambda: "C",
    slips=[
        Slip(
            "limit_forgotten",
            lambda: "A",
            Text(
                zh="甲的 g 最大，可它的断裂概率过不过得了上限？",
                en="The first mode has the largest g. Is it within the ruin limit?",
            ),
        ),
        Slip(
            "interval_forgotten",
            lambda: "B",
            Text(
                zh="乙领先丙 0.03。区间里有没有零？",
                en="The second mode leads the third by 0.03. Does the interval contain zero?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="先划掉断裂概率超过 10% 的。",
            en="First cross out any mode whose chance of ruin is above 10%.",
        ),
        Text(
            zh="剩下两个，看差的区间含不含零。",
            en="For the two that remain: does the interval of their difference contain zero?",
        ),
    ],
    because=Text(
        zh="甲过不了断裂上限；乙和丙的差，区间含零，运气换一批名次就可能倒过来。",
        en="The first mode breaks the ruin limit. For the other two the interval of the difference "
        "contains zero: with different luck their order could be reversed.",
    ),
)


def _change(capital, stay, other, cost):
    return (capital - cost) * (1 + other) - capital * (1 + stay)


CHANGE = Question(
    "m09.change",
    points=0,
    asks=Text(
        zh="留在原地稳赚 20%，换过去 30%，换一次 10 万，本金 100 万。换过去多值多少万元？",
        en="Staying is as good as a sure 20%, the other mode 30%; changing costs 100,000 of "
        "1,000,000. What is changing worth (× 10,000 CNY)?",
    ),
    expects=Number(TEN_THOUSAND, within=0.05),
    inputs={"capital": 100, "stay": 0.20, "other": 0.30, "cost": 10},
    draw=lambda rng: {
        "capital": rng.choice([80, 120, 200]),
        "stay": rng.choice([0.10, 0.15, 0.25]),
        "other": rng.choice([0.35, 0.40, 0.50]),
        "cost": rng.choice([4, 6, 9, 12]),
    },
    answer=_change,
    slips=[
        Slip(
            "cost_at_the_end",
            lambda capital, stay, other, cost: capital * (other - stay) - cost,
            Text(
                zh="10 万是一开始付掉的。它要是留着，两年后会变成多少？",
                en="The 100,000 is paid at the start. Had you kept it, what would it be worth "
                "after two years?",
            ),
        ),
        Slip(
            "cost_forgotten",
            lambda capital, stay, other, cost: capital * (other - stay),
            Text(zh="转换成本付了吗？", en="Have you paid the switching cost?"),
        ),
        Slip(
            "against_nothing",
            lambda capital, stay, other, cost: (capital - cost) * (1 + other) - capital,
            Text(
                zh="不换也不是一分不赚。跟谁比？",
                en="Staying is not worth nothing either. What are you comparing with?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="换过去：剩 90 万，赚 30%。留下：100 万，赚 20%。",
            en="Change, and 90 are left to earn 30%. Stay, and 100 earn 20%.",
        ),
        Text(zh="算式：90 × 1.30 − 100 × 1.20。", en="90 × 1.30 − 100 × 1.20."),
    ],
    because=Text(
        zh="117 − 120 = −3：多赚十个点，还是抵不上一成本金的成本，连同它本来能赚的。",
        en="117 − 120 = −3: ten points more do not make up for a cost of a tenth of the capital "
        "and for what that tenth would have earned.",
    ),
)


HALF_WAY = Question(
    "m09.half_way",
    points=0,
    asks=Text(
        zh="站的转化 1.8%，投到一半，该怎么办？",
        en="The site converts 1.8% and the money is half spent. What now?",
    ),
    expects=Choice(
        {
            "A": Text(zh="内容加一倍", en="double the content"),
            "B": Text(zh="保持现状", en="carry on as before"),
            "C": Text(
                zh="关站，或者先把转化做上去", en="close the site, or raise conversion first"
            ),
        }
    ),
    answer=lambda: "C",
    slips=[
        Slip(
            "in_for_a_pound",
            lambda: "A",
            Text(
                zh="1.8% 那条曲线，右边碰到虚线了吗？已经投的钱算不算理由？",
                en="Does the curve for 1.8% ever reach the dashed line as you move right? And is "
                "money already spent a reason to spend more?",
            ),
        ),
        Slip(
            "stay_between",
            lambda: "B",
            Text(
                zh="现在这个点，比只做平台高还是低？",
                en="Is where you are now above or below marketplace only?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="回到 stage_middle，转化放在 1.8%，看曲线和虚线。",
            en="Go back to stage_middle, set conversion to 1.8%, and compare the curve with the "
            "dashed line.",
        ),
        Text(
            zh="要是两头里有一头不通，剩下的路是哪条？",
            en="If one of the two ends is a dead end, which way is left?",
        ),
    ],
    because=Text(
        zh="转化 1.8% 时，投多少都在虚线下面：加倍是沉没成本在说话。"
        "转化到 2.5% 以上，才谈得上投足。",
        en="At 1.8% no level of spending reaches the dashed line: doubling it lets sunk costs "
        "decide. Only from 2.5% on is going all in an option.",
    ),
)


# ---------------------------------------------------------------------------- in the exercise


def _certain(wealth, capital):
    return float(capital * math.exp(growth([float(w) for w in wealth], float(capital))))


CERTAIN = Question(
    "m09.certain",
    points=3,
    asks=Text(
        zh="写函数 certain(wealth, capital)：各条路的期末财富和本金，返回确定性等值。",
        en="Write certain(wealth, capital), which returns the certainty equivalent of final wealth "
        "on several runs.",
    ),
    expects=Function(returns=Number("CNY", within=0.5)),
    inputs={"wealth": [600_000, 2_400_000], "capital": 1_000_000},
    further_cases=[
        {"wealth": [300_000, 300_000, 300_000], "capital": 200_000},
        {"wealth": [-50_000, 800_000], "capital": 400_000},
    ],
    draw=lambda rng: {
        "wealth": [rng.randrange(-10, 90) * 10_000 for _ in range(6)],
        "capital": rng.randrange(20, 50) * 10_000,
    },
    answer=_certain,
    slips=[
        Slip(
            "mean",
            lambda wealth, capital: sum(wealth) / len(wealth),
            Text(
                zh="这是平均财富。亏和赚一样重吗？",
                en="That is mean wealth. Should losses and gains weigh the same?",
            ),
        ),
        Slip(
            "growth_only",
            lambda wealth, capital: growth([float(w) for w in wealth], float(capital)),
            Text(
                zh="这是 g。确定性等值是 K 乘 e 的 g 次方。",
                en="That is g. The certainty equivalent is K times e to the power of g.",
            ),
        ),
        Slip(
            "floor_is_capital",
            lambda wealth, capital: _certain([max(w, capital) for w in wealth], capital),
            Text(
                zh="下限是本金的 5%，不是本金。亏的路去哪儿了？",
                en="The floor is 5% of the capital, not the whole of it. Where have the losing "
                "runs gone?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="每条路：ln(max(w, 0.05 × capital) ÷ capital)，先求平均。",
            en="For each run take ln(max(w, 0.05 × capital) / capital), and average first.",
        ),
        Text(
            zh="最后 return capital * exp(g)。负的财富按 5% 算，别让 log 报错。",
            en="Then return capital * exp(g). Count negative wealth as 5%, or log will fail.",
        ),
    ],
    because=Text(
        zh=f"对数里，从 100 跌到 50 和从 50 涨到 100 一样重；"
        f"{FLOOR:.0%} 的下限，意思是债随生意一起了结。",
        en=f"In logarithms, a fall from 100 to 50 weighs as much as a rise from 50 to 100. The "
        f"floor of {FLOOR:.0%} means that debts are settled when the business closes.",
    ),
)


def _most_cost(capital, stay, other):
    return capital - capital * (1 + stay) / (1 + other)


MOST_COST = Question(
    "m09.most_cost",
    points=2,
    asks=Text(
        zh="留下相当于稳赚 26%，换过去 41%，本金 80 万。转换成本最多多少元？",
        en="Staying is as good as a sure 26%, the other mode 41%; the capital is 800,000. What is "
        "the most, in yuan, that changing may cost?",
    ),
    expects=Number("CNY", within=50.0),
    inputs={"capital": 800_000, "stay": 0.26, "other": 0.41},
    draw=lambda rng: {
        "capital": rng.randrange(5, 20) * 100_000,
        "stay": rng.choice([0.08, 0.12, 0.17]),
        "other": rng.choice([0.24, 0.31, 0.38]),
    },
    personal=True,
    answer=_most_cost,
    slips=[
        Slip(
            "difference",
            lambda capital, stay, other: capital * (other - stay),
            Text(
                zh="这是两年后多出来的钱。成本是今天付的，它自己也会生钱。",
                en="That is extra money two years from now. The cost is paid today, and would "
                "have grown too.",
            ),
        ),
        Slip(
            "discounted_by_staying",
            lambda capital, stay, other: capital * (other - stay) / (1 + stay),
            Text(
                zh="付掉的成本，换过去以后本来能赚 41%。该除以谁？",
                en="In the other mode the money spent on changing would have earned 41%. So what "
                "do you divide by?",
            ),
        ),
        Slip(
            "what_is_left",
            lambda capital, stay, other: capital * (1 + stay) / (1 + other),
            Text(
                zh="这是换完以后至少要剩的本金。成本是多少？",
                en="That is the capital that has to be left after changing. So how much is the "
                "cost?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="打平：(K − C) × 1.41 = K × 1.26，解 C。",
            en="Break even: (K − C) × 1.41 = K × 1.26. Solve for C.",
        ),
        Text(
            zh="算式：800,000 × (1 − 1.26 ÷ 1.41)。",
            en="800,000 × (1 − 1.26 / 1.41).",
        ),
    ],
    because=Text(
        zh="约 8.5 万元。滑块上阿凯是 10.8 万：本金少了一截，稳赚的百分比还会变高，"
        "这道题当它不变。",
        en="About 85,000 yuan. The slider shows 108,000 for Kai: with a little less capital the "
        "sure percentage is higher, and this question treats it as fixed.",
    ),
)


@cache
def _points() -> tuple[pd.Series, pd.DataFrame, pd.DataFrame]:
    """Capital, growth and ruin, in thousandths, of the points at usual traffic and parcels."""
    grid = load("stage_grid")
    usual = grid[(grid["search"] == USUAL["search"]) & (grid["ds_ship"] == USUAL["ds_ship"])]
    growth_of, ruin = (
        usual[[f"{name}_{what}" for name in MODES]].set_axis(list(MODES), axis=1)
        for what in ("growth", "ruin")
    )
    return usual["capital"], growth_of, ruin


def _by_capital(limit=100, least=5):
    capital, growth_of, ruin = _points()
    can = growth_of.where((ruin <= limit) & (growth_of > least), -9999)
    answer = can.idxmax(axis=1).where(can.max(axis=1) > 0, "stay_out")
    return pd.crosstab(capital, answer.rename("answer"))


def _without_staying_out():
    capital, growth_of, _ = _points()
    return pd.crosstab(capital, growth_of.idxmax(axis=1).rename("answer"))


BY_CAPITAL = Question(
    "m09.by_capital",
    points=3,
    asks=Text(
        zh="按本金数一数：各种答案各占几格？",
        en="Count by capital: how many grid points does each answer get?",
    ),
    expects=Table(key="capital", values=Number(within=0.0)),
    answer=_by_capital,
    slips=[
        Slip(
            "no_limits",
            _without_staying_out,
            Text(
                zh="30,000 元那一行，一格“都不做”都没有？断裂上限和“不大于零”两条规则用了吗？",
                en="Not a single point says stay out in the row for 30,000? Did you apply the ruin "
                "limit and the rule for a g that is not above zero?",
            ),
        ),
        Slip(
            "no_ruin_limit",
            lambda: _by_capital(limit=1000),
            Text(
                zh="断裂概率超过 10% 的模式划掉了吗？",
                en="Did you cross out modes whose chance of ruin is above 10%?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="课文里 can 和 answer 两行照用，只把 crosstab 的第一个参数换掉。",
            en="Keep the lesson's lines for can and answer; change only the first argument of "
            "crosstab.",
        ),
        Text(
            zh='最后一行：pd.crosstab(usual["capital"], answer)。',
            en='The last line: pd.crosstab(usual["capital"], answer).',
        ),
    ],
    because=Text(
        zh="本金 3 万：18 格全是都不做；到 50 万一格也没有了。本金决定能不能进场，"
        "进场以后选谁，看的是把握。",
        en="At 30,000 all 18 points say stay out; from 500,000 on none does. Capital decides "
        "whether you can enter; how sure you are of the product decides which mode to enter with.",
    ),
)


def _border(poor, lead_poor, rich, lead_rich):
    return poor + (rich - poor) * lead_poor / (lead_poor - lead_rich)


BORDER = Question(
    "m09.border",
    points=2,
    asks=Text(
        zh="60 万时直发领先 0.10，90 万时落后 0.05。直线插值，边界在多少万元？",
        en="Direct parcels lead by 0.10 at 600,000 and trail by 0.05 at 900,000. On a straight "
        "line in between, where is the border (× 10,000 CNY)?",
    ),
    expects=Number(TEN_THOUSAND, within=0.05),
    inputs={"poor": 60, "lead_poor": 0.10, "rich": 90, "lead_rich": -0.05},
    draw=lambda rng: {
        "poor": rng.choice([40, 50, 60]),
        "lead_poor": rng.choice([0.08, 0.12, 0.16]),
        "rich": rng.choice([100, 120, 150]),
        "lead_rich": -rng.choice([0.02, 0.03, 0.05]),
    },
    personal=True,
    answer=_border,
    slips=[
        Slip(
            "middle",
            lambda poor, rich, **_: (poor + rich) / 2,
            Text(
                zh="0.10 和 −0.05，零离哪头近？",
                en="0.10 and −0.05: which of the two is closer to zero?",
            ),
        ),
        Slip(
            "from_the_other_end",
            lambda poor, lead_poor, rich, lead_rich: (
                rich - (rich - poor) * lead_poor / (lead_poor - lead_rich)
            ),
            Text(
                zh="从 60 万往上数，还是从 90 万往下数？",
                en="Are you counting up from 60 or down from 90?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="领先从 0.10 降到 −0.05，一共降 0.15，降到零走了几分之几？",
            en="From 0.10 to −0.05 the lead falls by 0.15 in all. How much of the way is it to "
            "zero?",
        ),
        Text(zh="算式：60 + 30 × 0.10 ÷ 0.15。", en="60 + 30 × 0.10 / 0.15."),
    ],
    because=Text(
        zh="80 万。网格就是这样插值的（本金按对数）；格点之间差多少，卡片上写着。",
        en="80, that is 800,000 yuan. The grid is interpolated in just this way (with capital in "
        "logarithms); its card says how large the errors between grid points are.",
    ),
)


def _half_width(leads):
    found = mean_interval([float(lead) for lead in leads])
    return found.mean - found.low


def _spread(leads):
    return float(np.std(leads, ddof=1))


HALF_WIDTH = Question(
    "m09.half_width",
    points=2,
    asks=Text(
        zh="八条路上的领先，95% 区间的半宽是多少？",
        en="The lead in eight runs: what is the half-width of its 95% interval?",
    ),
    expects=Number(within=0.001),
    inputs={"leads": [0.30, -0.12, 0.08, 0.21, -0.25, 0.14, 0.02, 0.10]},
    draw=lambda rng: {"leads": [rng.randrange(-30, 41) / 100 for _ in range(7)] + [0.55]},
    personal=True,
    answer=_half_width,
    slips=[
        Slip(
            "spread_of_runs",
            lambda leads: 1.96 * _spread(leads),
            Text(
                zh="这是单条路的散布。八条的平均，散布要除以什么？",
                en="That is the spread of single runs. For the mean of eight, what do you divide "
                "it by?",
            ),
        ),
        Slip(
            "one_error",
            lambda leads: _spread(leads) / math.sqrt(len(leads)),
            Text(
                zh="这是一个标准误。95% 要乘几？",
                en="That is one standard error. For 95%, what do you multiply it by?",
            ),
        ),
        Slip(
            "whole_width",
            lambda leads: 2 * _half_width(leads),
            Text(
                zh="这是整个区间的宽度。半宽呢？", en="That is the full width. What is half of it?"
            ),
        ),
    ],
    hints=[
        Text(
            zh="1.96 × 标准差 ÷ √8，标准差用 ddof=1。",
            en="1.96 × standard deviation / √8; take the standard deviation with ddof=1.",
        ),
        Text(
            zh="算式：1.96 * np.std(leads, ddof=1) / np.sqrt(len(leads))。",
            en="Compute 1.96 * np.std(leads, ddof=1) / np.sqrt(len(leads)).",
        ),
    ],
    because=Text(
        zh="半宽 0.13，平均只有 0.06：区间含零，分不出高下。想分出来，路数要多，误差按根号变小。",
        en="The half-width is 0.13 and the mean only 0.06: the interval contains zero, so it is a "
        "tie. Telling them apart takes more runs; the error shrinks with the square root of their "
        "number.",
    ),
)


@cache
def _assistants_steps() -> dict[str, bool]:
    """Which of the assistant's sentences the model confirms."""

    def answer(capital, theta_sigma, exper, **changes):
        place = USUAL | changes
        return stage_grid().answers(capital=capital, theta_sigma=theta_sigma, exper=exper, **place)

    he, kai = answer(*PEOPLE["he"]), answer(*PEOPLE["kai"])
    poor, rich = answer(100e3, 0.8, 0.3), answer(2e6, 1.2, 0.3)
    quiet = [answer(*person, search=1000.0) for person in PEOPLE.values()]
    unknown, known = (
        threshold(USUAL | {"theta_sigma": sigma, "exper": 0.3}, SWITCH_COST) for sigma in (0.8, 0.4)
    )
    return {
        "A": MODES[int(he.best)] == "platform_direct",
        "B": not poor.out,
        "C": MODES[int(kai.best)] == "self_batch",
        "D": MODES[int(rich.best)] == "self_batch",
        "E": known < unknown / 3,
        "F": all(bool(one.out) for one in quiet),
    }


WRONG_STEPS = Question(
    "m09.wrong_steps",
    points=2,
    asks=Text(
        zh="AI 助手写的这份建议里，哪两句错了？",
        en="Which two sentences in the AI assistant's advice are wrong?",
    ),
    expects=Choice(
        {
            "A": Text(zh="何敏该做平台直发", en="He Min should sell by direct parcels"),
            "B": Text(
                zh="10 万本金更该轻资产入场",
                en="with 100,000, all the more reason to go asset-light",
            ),
            "C": Text(zh="阿凯备货好过混合先测", en="for Kai batch stock beats testing first"),
            "D": Text(
                zh="200 万、不确定性 1.2，资金够就备货",
                en="two million is enough to buy stock, even at an uncertainty of 1.2",
            ),
            "E": Text(
                zh="跑通爆款把门槛拉近到三分之一以内",
                en="proven winners cut the threshold to less than a third",
            ),
            "F": Text(
                zh="流量只有 1,000，三个人都别做",
                en="with traffic of only 1,000 none of the three should start",
            ),
        }
    ),
    answer=lambda: {step for step, right in _assistants_steps().items() if not right},
    slips=[
        Slip(
            "rule_of_stages",
            lambda: {"C", "D"},
            Text(
                zh="在阿凯的位置上，两种各相当于稳赚多少？再看看 B：图的最左边写着什么？",
                en="At Kai's position, how much is each of the two worth as a sure gain? And look "
                "at B again: what does the far left of the map say?",
            ),
        ),
        Slip(
            "track_doubted",
            lambda: {"B", "F"},
            Text(
                zh="把类目流量拖到 1,000 看看。再看 D：钱多，就知道什么卖得动了吗？",
                en="Drag search traffic to 1,000 and look. And look at D again: does having money "
                "tell you what will sell?",
            ),
        ),
        Slip(
            "threshold_doubted",
            lambda: {"D", "E"},
            Text(
                zh="148 万和 38 万，比一比。再看 B：10 万本金，直发的断裂概率过得了上限吗？",
                en="Compare 1.48 million with 375,000. And look at B again: with 100,000, are "
                "direct parcels within the ruin limit?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="每一句都在 stage_map 或 stage_switch 上拖一遍。",
            en="Try each sentence out on stage_map or stage_switch.",
        ),
        Text(
            zh="错的两句，都把“钱”当成了“阶段”。",
            en="Both wrong sentences take having money for being at a later stage.",
        ),
    ],
    because=Text(
        zh="B：10 万本金、不确定性 0.8，连直发也过不了断裂上限，答案是都不做。D：没把握的时候，"
        "两百万也该先测再备。",
        en="B: with 100,000 and an uncertainty of 0.8, not even direct parcels are within the ruin "
        "limit; the answer is to stay out. D: as long as you do not know what sells, even two "
        "million should test before it stocks.",
    ),
)


def _traffic_answers(factor=0.3):
    spot = {"capital": [800_000], "theta_sigma": [0.5], "exper": [0.5]}
    return decision_map(
        spot, MODES, factors={"search": factor}, paths=400, scheduler="serial", progress=False
    )


@cache
def _best_sure(factor=0.3, feasible=True):
    modes = _traffic_answers(factor).modes
    usable = modes[modes["feasible"]] if feasible else modes
    return float(np.expm1(usable["growth"].max()))


QUIET = Question(
    "m09.quiet",
    points=2,
    asks=Text(
        zh="类目流量只有三成，阿凯最好的模式相当于两年多少百分比？",
        en="With 30% of the usual traffic, what sure gain over two years is Kai's best mode worth?",
    ),
    expects=Number("%"),
    answer=_best_sure,
    slips=[
        Slip(
            "usual_traffic",
            lambda: _best_sure(1.0),
            Text(
                zh="这是原来的流量。factors 传进去了吗？",
                en="That is the result for the usual traffic. Did you pass the factors on?",
            ),
        ),
        Slip(
            "logarithm",
            lambda: math.log1p(_best_sure()),
            Text(
                zh="这是 g。变成百分比要 exp 再减 1。",
                en="That is g. To get a percentage, take exp and subtract 1.",
            ),
        ),
    ],
    hints=[
        Text(
            zh="there.modes 里有 growth 和 feasible 两列，只看 feasible 的。",
            en="there.modes has the columns growth and feasible; look at feasible modes only.",
        ),
        Text(
            zh='算式：np.exp(there.modes["growth"].max()) - 1。',
            en='Compute np.exp(there.modes["growth"].max()) - 1.',
        ),
    ],
    because=Text(
        zh="−7.5%：最好的也亏，答案是都不做。同一个人、同一套本事，换条赛道就没有好节奏可选了。",
        en="−7.5%: even the best mode loses, so stay out. The same man with the same skills, on "
        "another track, has no good pace left to choose.",
    ),
)


ADVICE = Question(
    "m09.advice",
    points=4,
    asks=Text(
        zh="给阿凯写一份建议：换不换，换成什么，换之前先弄清什么。",
        en="Write a recommendation for Kai: change or not, to which mode, and what to find out "
        "before changing.",
    ),
    expects=Essay(
        rubric=[
            Criterion(
                1,
                Text(
                    zh="结论清楚（换、不换、先测），凭一个算出来的数",
                    en="a clear verdict (change, stay, or test first), based on a computed number",
                ),
            ),
            Criterion(
                1,
                Text(
                    zh="算上转换成本，并说出最多肯付多少",
                    en="takes the switching cost into account and says how much it may be at most",
                ),
            ),
            Criterion(
                1,
                Text(
                    zh="指出哪个假设一动结论就变（不确定性、流量、直发运费），动到多少",
                    en="names an assumption that would reverse the verdict (uncertainty, traffic, "
                    "parcel freight), and the value at which it does",
                ),
            ),
            Criterion(
                1,
                Text(
                    zh="说到独立站：要么投足、要么不开，看转化；写明模型没算什么",
                    en="on the own site: all in or not at all, depending on conversion; and says "
                    "what the model leaves out",
                ),
            ),
        ],
        at_least=60,
    ),
    hints=[
        Text(
            zh="先写结论和数，再写成本，再写什么会让你改主意，最后写独立站。",
            en="Start with the verdict and its number, then the cost, then what would change your "
            "mind, and the own site last.",
        ),
        Text(
            zh="到 stage_switch 上把本金放 80 万、不确定性 0.5、经验 0.5，找那几个数。",
            en="On stage_switch set capital to 800,000 and both uncertainty and experience to 0.5, "
            "and look for these numbers.",
        ),
    ],
    because=Text(
        zh="好的建议分得清“该换”和“换得起”，也说得出自己什么时候不算数。",
        en="A good recommendation distinguishes “should change” from “can afford to change”, and "
        "says when it no longer holds.",
    ),
)


QUESTIONS = (
    SURE_MONEY,
    ANSWER,
    CHANGE,
    HALF_WAY,
    CERTAIN,
    MOST_COST,
    BY_CAPITAL,
    BORDER,
    HALF_WIDTH,
    QUIET,
    WRONG_STEPS,
    ADVICE,
)
