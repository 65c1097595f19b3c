"""Module 12, four quarters: luck and skill, a first order, and what one year can show."""

from __future__ import annotations

from functools import cache

import numpy as np

from ...assumptions.language import Text
from ...assumptions.scenario import Scenario
from ...model.simulation import Decision, simulate
from ...model.theory.demand import LognormalDemand
from ..expects import Choice, Criterion, Essay, Function, Number
from ..question import Guess, Question, Slip

POINTS = Text(zh="个百分点", en="points")
#: The plan of the lesson, in the usual market: pieces a quarter, and weeks of a quarter.
ORDERS, QUARTER = (900, 1200, 1200, 700), 13
PATHS = 500


@cache
def _growth(first: int = ORDERS[0], paths: int = PATHS):
    """Growth of the plan with this first order, path by path, as shares."""
    shop = Scenario("four_quarters")
    plan = [Decision(QUARTER * k, order=n) for k, n in enumerate((first, *ORDERS[1:]))]
    year = simulate(shop, decisions=plan, paths=paths, keep=())
    return year.outcome("wealth", "scenario").astype(float) / shop.capital - 1


def _spread() -> float:
    low, high = np.quantile(_growth(), (0.05, 0.95))
    return 100 * float(high - low)


GUESSES = (
    Guess(
        "m12.spread",
        asks=Text(
            zh="同样四个决定，只换运气，居中的 90% 相差多少个百分点",
            en="By how many points nine runs of ten differ when only luck does",
        ),
        expects=Number(POINTS, within=3.0),
        answer=_spread,
        because=Text(
            zh="四个决定一字不改，年增长从 +4.6% 到 +21.1% 都不稀奇。第一季只订 500 件、"
            "不订 900 件，平均才差 5.0 个百分点；市场之间差得更多：60 个市场里去掉两头各 5%，"
            "报童规则平均从 −24% 到 +85%。",
            en="With the same four decisions, anything from +4.6% to +21.1% is nothing unusual. "
            "To order 500 first and not 900 moves the mean by 5.0 points only. Markets differ by "
            "more: over 60 of them, the worst and best 5% left out, the newsvendor's rule comes "
            "to anything from −24% to +85%.",
        ),
    ),
)


# ------------------------------------------------------------------------------ in the lesson


LUCK = Question(
    "m12.luck",
    points=0,
    asks=Text(zh="运气是几个百分点？", en="How many points were luck?"),
    expects=Number(POINTS, within=0.05),
    inputs={"happened": 12, "mean": 5, "rule": 9},
    draw=lambda rng: {
        "happened": rng.randrange(-20, 40),
        "mean": rng.randrange(-10, 20),
        "rule": rng.randrange(21, 30),
    },
    answer=lambda happened, mean, rule: happened - mean,
    slips=[
        Slip(
            "against_the_rule",
            lambda happened, mean, rule: happened - rule,
            Text(
                zh="这是和报童规则的平均比。运气是和谁的平均比？",
                en="That compares with the rule's mean. Whose mean does luck compare with?",
            ),
        ),
        Slip(
            "other_way_round",
            lambda happened, mean, rule: mean - happened,
            Text(
                zh="实际比平均高，运气是好还是坏？",
                en="The year came out above its mean. Was the luck good or bad?",
            ),
        ),
        Slip(
            "that_is_skill",
            lambda happened, mean, rule: mean - rule,
            Text(
                zh="这两个都是平均数，里面已经没有运气了。",
                en="Both of these are means; there is no luck left in them.",
            ),
        ),
    ],
    hints=[
        Text(
            zh="运气 = 实际 − 同样决策的平均。",
            en="Luck is what happened less the mean of the same decisions.",
        ),
        Text(zh="12 − 5。报童规则用不上。", en="12 − 5. The rule is not needed."),
    ],
    because=Text(
        zh="+7 个百分点。好运气占了这一年增长的一大半。",
        en="+7 points: more than half of the year's growth.",
    ),
)


SKILL = Question(
    "m12.skill",
    points=0,
    asks=Text(zh="本领是几个百分点？", en="How many points were skill?"),
    expects=Number(POINTS, within=0.05),
    inputs={"happened": 12, "mean": 5, "rule": 9},
    draw=lambda rng: {
        "happened": rng.randrange(-20, 40),
        "mean": rng.randrange(-10, 20),
        "rule": rng.randrange(21, 30),
    },
    answer=lambda happened, mean, rule: mean - rule,
    slips=[
        Slip(
            "with_luck",
            lambda happened, mean, rule: happened - rule,
            Text(
                zh="实际的 12% 里还有运气。拿掉了吗？",
                en="There is luck in the 12%. Has it been taken out?",
            ),
        ),
        Slip(
            "other_way_round",
            lambda happened, mean, rule: rule - mean,
            Text(
                zh="规则的平均更高，本领是正的还是负的？",
                en="The rule's mean is the higher one. Is the skill positive or negative?",
            ),
        ),
        Slip(
            "mean_only",
            lambda happened, mean, rule: mean,
            Text(
                zh="平均 5% 是和本金比。题目问的是和谁比？",
                en="A mean of 5% is against the capital. Against whom does the question ask?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="两个平均数相减：你的，减报童规则的。",
            en="One mean less another: yours less the rule's.",
        ),
        Text(zh="算式：5 − 9。", en="5 − 9."),
    ],
    because=Text(
        zh="−4 个百分点。今年赢了规则 3 个百分点，全靠 +7 的运气盖住了 −4 的本领。",
        en="−4 points. He beat the rule by 3 this year because +7 of luck covered −4 of skill.",
    ),
)


WHOM = Question(
    "m12.whom",
    points=0,
    asks=Text(zh="选谁来做明年的决策？", en="Who should decide next year?"),
    expects=Choice(
        {
            "A": Text(zh="今年 +31%、平均 +6%", en="+31% this year, +6% on average"),
            "B": Text(zh="今年 +4%、平均 +14%", en="+4% this year, +14% on average"),
            "C": Text(zh="今年 +15%、平均 +11%", en="+15% this year, +11% on average"),
            "D": Text(zh="要再比一年", en="too early to tell: compare another year"),
        }
    ),
    answer=lambda: "B",
    slips=[
        Slip(
            "by_result",
            lambda: "A",
            Text(
                zh="+31% 里有 25 个百分点是运气。运气明年还来吗？",
                en="25 of the 31 points are luck. Will it come again?",
            ),
        ),
        Slip(
            "a_bit_of_both",
            lambda: "C",
            Text(
                zh="结果和平均各看一点，等于给运气留了一票。",
                en="Looking at both gives luck a vote.",
            ),
        ),
        Slip(
            "more_results",
            lambda: "D",
            Text(
                zh="500 次重来已经替你多比了 500 年。再比一年，多出来的主要是什么？",
                en="500 runs are 500 more years already. What would one more mostly add?",
            ),
        ),
    ],
    hints=[
        Text(zh="明年的运气是新的。", en="Next year's luck is a new one."),
        Text(zh="只比平均。", en="Compare the means only."),
    ],
    because=Text(
        zh="平均最高的是 B。他今年的运气是 −10 个百分点，运气不会记仇，也不会补偿。",
        en="B has the highest mean. His luck was −10 points this year; luck neither bears a grudge "
        "nor makes up for it.",
    ),
)


WHY_LESS = Question(
    "m12.why_less",
    points=0,
    asks=Text(
        zh="报童规则的第一单为什么比平均需求少？",
        en="Why is the rule's first order below mean demand?",
    ),
    expects=Choice(
        {
            "A": Text(zh="账上的钱不够", en="not enough cash"),
            "B": Text(
                zh="需求偏向右边，剩货亏得和卖货赚得差不多",
                en="demand leans to the right, and what is left loses nearly what sales earn",
            ),
            "C": Text(zh="工厂起订 100 件", en="the factory's minimum of 100"),
            "D": Text(zh="货要五周才到", en="goods take five weeks"),
        }
    ),
    answer=lambda: "B",
    slips=[
        Slip(
            "cash",
            lambda: "A",
            Text(
                zh="850 件的定金不到九千元，账上有 30 万。钱是瓶颈吗？",
                en="The deposit of 850 pieces is below 9,000, and there are 300,000. Is it cash?",
            ),
        ),
        Slip(
            "minimum",
            lambda: "C",
            Text(
                zh="起订量只管不能更少，管不了为什么不更多。",
                en="A minimum says why not fewer. Why not more?",
            ),
        ),
        Slip(
            "lead_time",
            lambda: "D",
            Text(
                zh="五周的交期决定算几周的需求。为什么在同样的周数里，还比平均少？",
                en="The lead time says how many weeks to count. Why fewer than their mean?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="临界比 56%，订到第 56 百分位；平均数在对数正态里是第几百分位？",
            en="The ratio of 56% means the 56th percentile. Which percentile is the mean of a "
            "lognormal?",
        ),
        Text(
            zh="σ = 0.8 的平均数大约在第 66 百分位。",
            en="With σ = 0.8 the mean is about the 66th percentile.",
        ),
    ],
    because=Text(
        zh="平均数在第 66 百分位，临界比只到 56%：订到平均数，多的那些剩下的可能太大，赚不回来。",
        en="The mean is the 66th percentile and the ratio stops at the 56th: up to the mean, the "
        "last pieces would be left more often than the margin pays for.",
    ),
)


# ------------------------------------------------------------------------------ the exercises


def _luck_points(growth) -> float:
    return 100 * (growth[0] - sum(growth) / len(growth))


LUCK_POINTS = Question(
    "m12.luck_points",
    points=3,
    asks=Text(
        zh="写函数 luck_points(growth)：第 0 条路是真的发生的，返回运气的百分点。",
        en="Write luck_points(growth): path 0 happened; return its luck in points.",
    ),
    expects=Function(returns=Number(POINTS, within=0.01)),
    inputs={"growth": [0.15, 0.05, 0.25, -0.05]},
    further_cases=[{"growth": [-0.2, 0.1]}, {"growth": [0.31, 0.1, 0.25]}],
    draw=lambda rng: {"growth": [round(rng.uniform(-0.5, 0.8), 3) for _ in range(8)]},
    answer=_luck_points,
    slips=[
        Slip(
            "share",
            lambda growth: _luck_points(growth) / 100,
            Text(
                zh="这是小数。题目要百分点。",
                en="That is a share. The question asks for points.",
            ),
        ),
        Slip(
            "others_only",
            lambda growth: 100 * (growth[0] - sum(growth[1:]) / max(len(growth) - 1, 1)),
            Text(
                zh="平均里少了第 0 条路。那样，运气的平均还会是零吗？",
                en="Path 0 is missing from the mean. Is luck then still zero on average?",
            ),
        ),
        Slip(
            "sign",
            lambda growth: -_luck_points(growth),
            Text(
                zh="好运气是正的：实际减平均。",
                en="Good luck is positive: what happened less the mean.",
            ),
        ),
    ],
    hints=[
        Text(
            zh="平均用全部路，第 0 条也在内。",
            en="The mean is over all paths, number 0 included.",
        ),
        Text(
            zh="写成 return 100 * (growth[0] - np.mean(growth))。",
            en="return 100 * (growth[0] - np.mean(growth)).",
        ),
    ],
    because=Text(
        zh="对每一条路都这样算一遍，加起来正好是零：运气不能平均地好。",
        en="Done for every path, the sum is exactly zero: luck cannot be good on average.",
    ),
)


def _first_order(mean, sigma, gain, loss):
    return float(LognormalDemand(mean, sigma).quantile(gain / (gain + loss)))


FIRST_ORDER = Question(
    "m12.first_order",
    points=2,
    asks=Text(
        zh="按报童规则，第一单订多少件？", en="How many does the newsvendor's rule order first?"
    ),
    expects=Number(Text(zh="件", en="pieces"), within=1.0),
    inputs={"mean": 600, "sigma": 0.60, "gain": 30, "loss": 50},
    draw=lambda rng: {
        "mean": rng.randrange(400, 1200, 50),
        "sigma": rng.choice([0.5, 0.6, 0.7]),
        "gain": rng.randrange(20, 45),
        "loss": rng.randrange(50, 80),
    },
    answer=_first_order,
    slips=[
        Slip(
            "mean_demand",
            lambda mean, **_: mean,
            Text(
                zh="这是平均需求。剩一件亏 50 元，算进去了吗？",
                en="That is mean demand. Has the loss of 50 on what is left been counted?",
            ),
        ),
        Slip(
            "ratio_turned_round",
            lambda mean, sigma, gain, loss: _first_order(mean, sigma, loss, gain),
            Text(
                zh="临界比的分子是卖一件赚的，还是剩一件亏的？",
                en="Which is on top of the critical ratio, what a sale earns or what a leftover "
                "loses?",
            ),
        ),
        Slip(
            "gain_over_loss",
            lambda mean, sigma, gain, loss: _first_order(mean, sigma, gain, loss - gain),
            Text(
                zh="分母是赚的加亏的，不是只有亏的。",
                en="Below stands gain plus loss, not the loss alone.",
            ),
        ),
    ],
    hints=[
        Text(
            zh="CR = 赚 ÷（赚 + 亏），订到需求的这个分位数。",
            en="CR = gain / (gain + loss); order that quantile of demand.",
        ),
        Text(
            zh="算式：LognormalDemand(600, 0.60).quantile(30 / 80)。",
            en="LognormalDemand(600, 0.60).quantile(30 / 80).",
        ),
    ],
    because=Text(
        zh="CR = 37.5%，订 414 件，比平均少三成：剩货亏得多，需求又偏。",
        en="CR = 37.5% and 414 pieces, three tenths below the mean: what is left loses more, and "
        "demand is lopsided.",
    ),
)


def _a_quarter_later(first=0) -> float:
    return 100 * float(_growth().mean() - _growth(first).mean())


A_QUARTER_LATER = Question(
    "m12.a_quarter_later",
    points=3,
    asks=Text(
        zh="甲的平均增长比晚一季进场的多几个百分点？",
        en="By how many points is the mean growth of entering at once higher?",
    ),
    expects=Number(POINTS, within=0.2),
    answer=_a_quarter_later,
    slips=[
        Slip(
            "happened",
            lambda: 100 * float(_growth()[0] - _growth(0)[0]),
            Text(
                zh="这是第 0 条路的差，里面有运气。平均呢？",
                en="That is the difference on path 0, with its luck. And the mean?",
            ),
        ),
        Slip(
            "share",
            lambda: _a_quarter_later() / 100,
            Text(
                zh="这是小数。题目要百分点。", en="That is a share; the question asks for points."
            ),
        ),
        Slip(
            "turned_round",
            lambda: -_a_quarter_later(),
            Text(
                zh="减反了：题目问甲比乙多多少。",
                en="Turned round: by how much is the first one higher?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="两份计划放进一次 simulate：decisions 用字典，名字和情景一样。",
            en="Put both plans into one simulate: decisions is a dict with the scenarios' names.",
        ),
        Text(
            zh="第一季不订，写 Decision(0)；空着不写也一样。再除以本金。",
            en="Nothing ordered in the first quarter is Decision(0), or no entry. Divide by the "
            "capital.",
        ),
    ],
    because=Text(
        zh="等一季要少 9.1 个百分点：固定开支照付，排名没起步，后面每一季都从更低的地方爬。",
        en="Waiting costs 9.1 points: overheads run on, and without a rank every later quarter "
        "begins lower down.",
    ),
)


def _one_year(first: int = 500) -> float:
    """The chance over all pairs of paths."""
    return float((_growth(first)[:, None] > _growth()).mean())


ONE_YEAR = Question(
    "m12.one_year",
    points=3,
    asks=Text(
        zh="各有各的运气，只比一年，平均更低的人反而更好的可能有多大？",
        en="With luck of their own, what is the chance that the lower mean wins one year?",
    ),
    expects=Number("%", within=0.01),
    answer=_one_year,
    slips=[
        Slip(
            "the_other",
            lambda: 1 - _one_year(),
            Text(
                zh="这是订得多的那个更好的可能。题目问的是另一个。",
                en="That is the chance of the larger order. The question is about the other.",
            ),
        ),
        Slip(
            "below_zero",
            lambda: float((_growth(500) < 0).mean()),
            Text(
                zh="这是亏本的可能。题目要的是两个人比。",
                en="That is the chance of a loss. The question compares two people.",
            ),
        ),
        Slip(
            "same_luck",
            lambda: float((_growth(500) > _growth()).mean()),
            Text(
                zh="这是同一条路比同一条路，两个人的运气一样。题目里各有各的。",
                en="That compares path by path, the same luck for both. Here each has his own.",
            ),
        ),
    ],
    hints=[
        Text(
            zh="把 500 条路和 500 条路两两相比，共 25 万对，数一数有多少对是他更好。",
            en="Compare each of 500 paths with each of 500, 250,000 pairs, and count.",
        ),
        Text(
            zh="(less[:, None] > more).mean()：前一个竖着放，两两比较就成了一张表。",
            en="(less[:, None] > more).mean(): one stands upright, and the pairs make a table.",
        ),
    ],
    because=Text(
        zh="23.2%：平均差 5 个百分点，四年里还是会输一年。碰上同一份运气，可能是 0：这就是全班要用"
        "同一个代码的原因。",
        en="23.2%: with means 5 points apart, the worse plan still wins one year in four. On the "
        "same luck it is 0, which is why a class plays one code.",
    ),
)


STAND = Question(
    "m12.stand",
    points=2,
    asks=Text(zh="哪几句站得住？", en="Which sentences hold up?"),
    expects=Choice(
        {
            "A": Text(zh="运气好说明眼光好", en="good luck shows an eye for timing"),
            "B": Text(
                zh="平均不如规则，今年更好：明年多半不如规则",
                en="mean below the rule, year above it: next year probably behind",
            ),
            "C": Text(
                zh="换成规则会更好，所以当时该知道",
                en="the rule would have been better, so it should have been known",
            ),
            "D": Text(
                zh="和搜到的最好的差距不全是失误",
                en="not all of the distance to the best found is mistakes",
            ),
            "E": Text(zh="今年没断，风险就控制住了", en="not ruined, so the risk was controlled"),
        }
    ),
    answer=lambda: {"B", "D"},
    slips=[
        Slip(
            "hindsight",
            lambda: {"B", "C", "D"},
            Text(
                zh="C 里的 3 个百分点，是年底复盘才算出来的。当时看得到什么？",
                en="The 3 points of C came out of the debrief. What could be seen at the time?",
            ),
        ),
        Slip(
            "one_path",
            lambda: {"B", "D", "E"},
            Text(
                zh="E：四次里断一次，今年是没断的那三次之一。这叫控制住了吗？",
                en="E: one year in four is ruined, and this was one of the three. Is that control?",
            ),
        ),
        Slip(
            "ceiling_as_standard",
            lambda: {"B"},
            Text(
                zh="搜到的最好，是在知道市场以后搜的。当时谁知道市场？",
                en="The best was found by somebody who knew the market. Who knew it then?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="每句都问两件事：说的是平均还是一条路？当时能不能知道？",
            en="Ask two things of each: is it about the mean or one path, and could it be known?",
        ),
        Text(
            zh="站得住的有两句：一句说平均，一句说天花板。",
            en="Two of them stand: one about means, one about a ceiling.",
        ),
    ],
    because=Text(
        zh="B 说的是平均，D 说的是天花板。A 把运气当本领，C 拿事后当事前，E 拿一条路当全部。",
        en="B is about means, D about a ceiling that is no standard. A takes luck for skill, C "
        "hindsight for foresight, E one path for all.",
    ),
)


PARTNER = Question(
    "m12.partner",
    points=4,
    asks=Text(
        zh="给合伙人写一段自己那一局的复盘。",
        en="Write a debrief of your own game for a partner.",
    ),
    expects=Essay(
        rubric=[
            Criterion(
                1,
                Text(
                    zh="把结果拆成本领和运气，数和结果行一致",
                    en="splits the result into skill and luck, with the numbers of the line",
                ),
            ),
            Criterion(
                1,
                Text(
                    zh="指出最贵的一季一项，并说清当时能不能知道、凭什么数",
                    en="names the costliest quarter and lever, and whether it could be known, on "
                    "which number",
                ),
            ),
            Criterion(
                1,
                Text(
                    zh="说出五个表盘里放弃了哪个、换来什么",
                    en="says which of the five dials was given up, and for what",
                ),
            ),
            Criterion(
                1,
                Text(
                    zh="明年第一季的改法是一条能做的规矩，不是“更小心”",
                    en="changes next year's first quarter by a rule that can be followed, not by "
                    "'more care'",
                ),
            ),
        ],
        at_least=60,
    ),
    hints=[
        Text(
            zh="先抄下复盘里的三个数：平均、报童、实际。",
            en="First copy three numbers of the debrief: your mean, the rule's, what happened.",
        ),
        Text(
            zh="最贵的那一季，翻回季度末的图：当时看得到的数，够不够让你改？",
            en="Go back to the picture before the costliest quarter: was what you saw enough to "
            "decide otherwise?",
        ),
    ],
    because=Text(
        zh="好的复盘不辩护也不自责：它说得出下一次怎样做同一个决定。",
        en="A good debrief neither defends nor accuses: it says how to take the same decision "
        "next time.",
    ),
)


QUESTIONS = (
    LUCK,
    SKILL,
    WHOM,
    WHY_LESS,
    LUCK_POINTS,
    FIRST_ORDER,
    A_QUARTER_LATER,
    ONE_YEAR,
    STAND,
    PARTNER,
)
