"""Module 08: how much to order before the first sale, and when to stop, sunk cost apart."""

from __future__ import annotations

from ...analysis import bulk_order
from ...analysis.stop_loss import stopping_weeks
from ...analysis.trial import trial_value
from ...assumptions.datasets import load
from ...assumptions.language import Text
from ...assumptions.scenario import Scenario
from ...model.theory.demand import LognormalDemand
from ...model.theory.newsvendor import critical_ratio, season
from ..expects import Choice, Criterion, Essay, Function, Number, Table
from ..question import Guess, Question, Slip

PIECES = Text(zh="件", en="units")
WEEKLY = Text(zh="件/周", en="units a week")

#: The cabinet of the lesson: its cost, and its price of 119.99 USD at 6.65, CNY.
COST, PRICE = 420.0, 119.99 * 6.65


def _in_week(week):
    """What going on until year-end brings over stopping, on average: the sign decides."""
    found = stopping_weeks("furniture", paths=400, weeks=52)
    return float(found.gain[week - 1].mean())


GUESSES = (
    Guess(
        "m08.first_pieces",
        asks=Text(
            zh="只信父亲的预测，首批订多少件", en="First order, going by her father's forecast"
        ),
        expects=Number(PIECES, within=60),
        answer=lambda: round(bulk_order.order_for_belief(Scenario("furniture"))),
        because=Text(
            zh="卖一件赚 62 元，剩一件亏 168 元，临界比 27%：预测就算对，八百来件也够了。",
            en="A sale earns 62 yuan, a leftover unit loses 168, the critical ratio is 27%: even "
            "if the forecast is right, about eight hundred is enough.",
        ),
    ),
    Guess(
        "m08.week_8",
        asks=Text(zh="第 8 周，付尾款还是退单", en="Week 8: pay the balance or cancel"),
        expects=Choice(
            {
                "pay": Text(zh="付尾款", en="pay the balance"),
                "cancel": Text(zh="退单", en="cancel"),
            }
        ),
        answer=lambda: "pay" if _in_week(8) > 0 else "cancel",
        because=Text(
            zh="往后看，付 135 万元，买回一批清得 116 万元的货；已付的 58 万元站在两边。",
            en="Looking ahead, they would pay 1.35 million for goods that clear for 1.16 million; "
            "the 580,000 already paid is on both sides.",
        ),
    ),
    Guess(
        "m08.week_16",
        asks=Text(zh="第 16 周，撑下去还是清仓", en="Week 16: hold out or clear"),
        expects=Choice(
            {
                "go_on": Text(zh="撑下去", en="hold out"),
                "clear": Text(zh="清仓", en="clear"),
            }
        ),
        answer=lambda: "go_on" if _in_week(16) > 0 else "clear",
        because=Text(
            zh="一周卖两三件，付不起仓租和人手：撑到年底平均少留下 21 万元。",
            en="Two or three sales a week do not pay for rent and staff: on average, holding out "
            "until year-end leaves 210,000 less.",
        ),
    ),
)


# ------------------------------------------------------------------------------ in the lesson


PAY_BALANCE = Question(
    "m08.pay_balance",
    points=0,
    asks=Text(
        zh="付尾款再清仓，比退单多得多少元？",
        en="How much more does paying and then clearing bring than canceling?",
    ),
    expects=Number("CNY", within=1),
    inputs={"pieces": 3000, "cost": 200, "deposit": 0.40, "salvage": 0.50},
    draw=lambda rng: {
        "pieces": rng.randrange(1000, 5001, 500),
        "cost": rng.randrange(80, 401, 20),
        "deposit": rng.choice([0.2, 0.3, 0.4]),
        "salvage": rng.choice([0.35, 0.45, 0.55, 0.65]),
    },
    answer=lambda pieces, cost, deposit, salvage: pieces * cost * (salvage - (1 - deposit)),
    slips=[
        Slip(
            "deposit_counted",
            lambda pieces, cost, deposit, salvage: pieces * cost * (salvage - 1),
            Text(
                zh="定金退单也拿不回来。它该不该出现在两种做法的差里？",
                en="Canceling does not bring the deposit back. Does it belong in the difference?",
            ),
        ),
        Slip(
            "deposit_saved",
            lambda pieces, cost, deposit, salvage: (
                pieces * cost * (salvage - (1 - deposit)) + pieces * cost * deposit
            ),
            Text(
                zh="你好像把定金当成“做完就不算白扔”加了回来。做完了，它回来了吗？",
                en="You seem to have added the deposit back, as if finishing saved it. Does it?",
            ),
        ),
        Slip(
            "salvage_alone",
            lambda pieces, cost, deposit, salvage: pieces * cost * salvage,
            Text(
                zh="清仓能收这么多。可要先付什么，才有货清？",
                en="Clearance brings this much. What must be paid first to have goods to clear?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="只写往后的两笔：还要付多少，清仓收多少。",
            en="Only two amounts lie ahead: what is still to be paid, and what clearance brings.",
        ),
        Text(
            zh="货款 × 残值率 − 货款 ×（1 − 定金）。", en="Goods × salvage − goods × (1 − deposit)."
        ),
    ],
    because=Text(
        zh="还要付 36 万元，清仓收 30 万元：少得 6 万元，该退单。24 万元定金站在两边。",
        en="Another 360,000 to pay, 300,000 from clearance: 60,000 less, so cancel. The deposit of "
        "240,000 is on both sides.",
    ),
)


def _draw_ratio(rng):
    return {"earned": rng.randrange(30, 81, 5), "lost": rng.randrange(90, 211, 10)}


RATIO = Question(
    "m08.ratio",
    points=0,
    asks=Text(zh="临界比是多少？", en="What is the critical ratio?"),
    expects=Number("%"),
    inputs={"earned": 45, "lost": 105},
    draw=_draw_ratio,
    answer=lambda earned, lost: float(critical_ratio(earned, lost)),
    slips=[
        Slip(
            "the_other_way",
            lambda earned, lost: lost / (earned + lost),
            Text(
                zh="剩一件亏得越多，该订得越多吗？分子放哪一个？",
                en="The more a leftover loses, should you order more? Which goes in the numerator?",
            ),
        ),
        Slip(
            "one_over_the_other",
            lambda earned, lost: earned / lost,
            Text(
                zh="分母是两种代价加起来。",
                en="The denominator is the sum of the two costs.",
            ),
        ),
    ],
    hints=[
        Text(zh="公式：CR = Cu ÷（Cu ＋ Co）。", en="CR = Cu / (Cu + Co)."),
        Text(
            zh="Cu 是卖得掉时多赚的，Co 是卖不掉时多亏的。",
            en="Cu is what one more earns if it sells, Co what it loses if it does not.",
        ),
    ],
    because=Text(
        zh="45 ÷ 150 = 30%：订到有 30% 的可能卖不完就停手。",
        en="45 ÷ 150 = 30%: stop where the chance of leftovers reaches 30%.",
    ),
)


def _best(mean, spread, earned, lost):
    return float(LognormalDemand(mean, spread).quantile(float(critical_ratio(earned, lost))))


BEST_ORDER = Question(
    "m08.best_order",
    points=0,
    asks=Text(zh="最好订多少件？", en="What is the best order?"),
    expects=Number(PIECES, within=2),
    inputs={"mean": 1000, "spread": 0.8, "earned": 45, "lost": 105},
    draw=lambda rng: {
        "mean": rng.randrange(600, 2001, 100),
        "spread": rng.choice([0.6, 0.7, 0.9]),
        "earned": rng.randrange(30, 51, 5),
        "lost": rng.randrange(140, 211, 10),
    },
    answer=_best,
    slips=[
        Slip(
            "mean_demand",
            lambda mean, spread, earned, lost: mean,
            Text(
                zh="这是平均需求。照平均订，卖不完的可能有多大？剩一件又亏多少？",
                en="This is average demand. If you order that, how likely are leftovers, and what "
                "does each one lose?",
            ),
        ),
        Slip(
            "share_of_the_mean",
            lambda mean, spread, earned, lost: mean * earned / (earned + lost),
            Text(
                zh="临界比是一个可能性，不是平均数的几成。要放到分布里去查。",
                en="The ratio is a probability, not a share of the mean. Look it up in the "
                "distribution.",
            ),
        ),
        Slip(
            "the_other_tail",
            lambda mean, spread, earned, lost: _best(mean, spread, lost, earned),
            Text(
                zh="你用的是 70% 那一头。剩一件亏得比卖一件赚得多，该订得比一半多还是少？",
                en="You used the 70% end. If a leftover loses more than a sale earns, should you "
                "order above or below the median?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="临界比是 30%：找“有 30% 的可能卖不到”的那个数。",
            en="The ratio is 30%: find the quantity that demand stays below 30% of the time.",
        ),
        Text(
            zh="写成 LognormalDemand(1000, 0.8).quantile(0.3)。",
            en="Write LognormalDemand(1000, 0.8).quantile(0.3).",
        ),
    ],
    because=Text(
        zh="中位数是 726 件，30% 那一点约 477 件，不到平均数的一半。",
        en="The median is 726 and the 30% point about 477, less than half the mean.",
    ),
)


NO_MATTER = Question(
    "m08.no_matter",
    points=0,
    asks=Text(zh="哪个数不该影响决定？", en="Which number should not affect the decision?"),
    expects=Choice(
        {
            "rent": Text(zh="每周仓租", en="weekly rent"),
            "paid": Text(zh="当初付的货款", en="what the goods cost"),
            "offer": Text(zh="今天的清仓报价", en="clearance offer"),
            "forecast": Text(zh="预计还能卖多少", en="expected sales"),
        }
    ),
    answer=lambda: "paid",
    slips=[
        Slip(
            "rent",
            "rent",
            Text(
                zh="清了仓，下周的仓租还要不要付？",
                en="Once the stock is cleared, do you still pay next week's rent?",
            ),
        ),
        Slip(
            "offer",
            "offer",
            Text(
                zh="报价从 250 元变成 40 元，你的决定会不会变？",
                en="If the offer fell from 250 yuan to 40, would your decision be the same?",
            ),
        ),
        Slip(
            "forecast",
            "forecast",
            Text(
                zh="要是预计一周能卖 100 件，你还清吗？",
                en="If 100 a week were expected to sell, would you still clear?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="哪个数在“撑下去”和“清仓”两边一模一样？",
            en="Which number is exactly the same whether you hold out or clear?",
        ),
        Text(
            zh="问自己：它是往后的，还是已经过去的？",
            en="Ask of each: does it lie ahead, or in the past?",
        ),
    ],
    because=Text(
        zh="货款付过了，怎么选都是那么多：沉没成本。其余三个都在往后。",
        en="The goods are paid for, and it is the same amount either way: sunk cost. The other "
        "three lie ahead.",
    ),
)


# ---------------------------------------------------------------------------- in the exercise


def _going_on(paid, stock, sells, net, clear_now, clear_then, weekly, weeks):
    """Money from here on if one goes on, less what a clearance brings now; `paid` is no part."""
    ahead = sells * net + (stock - sells) * clear_then - weekly * weeks
    return float(ahead - stock * clear_now)


_STOCK = {
    "paid": 420.0,
    "stock": 4580,
    "sells": 60,
    "net": 546.0,
    "clear_now": 252.0,
    "clear_then": 210.0,
    "weekly": 3600.0,
    "weeks": 20,
}

GOING_ON = Question(
    "m08.going_on",
    points=3,
    asks=Text(
        zh="写函数 going_on(...)：继续做比现在清仓多得多少元？",
        en="Write going_on(...): how many yuan more does going on bring than clearing now?",
    ),
    expects=Function(returns=Number("CNY", within=1)),
    inputs=_STOCK,
    further_cases=[
        _STOCK | {"paid": 100.0, "stock": 900, "sells": 700, "clear_then": 90.0, "weekly": 2000.0},
        _STOCK | {"stock": 1200, "sells": 1200, "weeks": 8},
    ],
    draw=lambda rng: {
        "paid": float(rng.randrange(100, 500, 20)),
        "stock": rng.randrange(800, 5001, 100),
        "sells": rng.randrange(50, 701, 50),
        "net": float(rng.randrange(300, 600, 10)),
        "clear_now": float(rng.randrange(100, 280, 10)),
        "clear_then": float(rng.randrange(40, 95, 5)),
        "weekly": float(rng.randrange(1500, 6001, 500)),
        "weeks": rng.randrange(8, 31, 2),
    },
    answer=_going_on,
    slips=[
        Slip(
            "sunk_cost",
            lambda paid, stock, **rest: _going_on(paid, stock, **rest) - paid * stock,
            Text(
                zh="paid 是已经付掉的。现在清仓，它会回来吗？",
                en="`paid` is already spent. Does clearing now bring it back?",
            ),
        ),
        Slip(
            "margin_on_cost",
            lambda paid, net, **rest: _going_on(paid, net=net - paid, **rest),
            Text(
                zh="卖一件，往后收进来的是 net。还要再减一次当初的成本吗？",
                en="From here on a sale brings `net`. Should the original cost come off again?",
            ),
        ),
        Slip(
            "rest_forgotten",
            lambda stock, sells, clear_then, **rest: _going_on(
                stock=stock, sells=sells, clear_then=0.0, **rest
            ),
            Text(
                zh="期满以后没卖掉的那些，还值不值 clear_then？",
                en="Aren't the units unsold at the end still worth `clear_then`?",
            ),
        ),
        Slip(
            "one_week",
            lambda weekly, weeks, **rest: _going_on(weekly=weekly, weeks=1, **rest),
            Text(zh="仓租和人手要付几周？", en="For how many weeks do you pay rent and staff?"),
        ),
    ],
    hints=[
        Text(
            zh="先写继续做往后的钱：卖掉的、剩下清掉的、每周的开支；再减去现在清仓能拿的。",
            en="First the money ahead if you go on: units sold, the rest cleared, weekly costs. "
            "Then subtract what clearing now brings.",
        ),
        Text(
            zh="往后是 sells * net + (stock - sells) * clear_then - weekly * weeks，"
            "再减 stock * clear_now。",
            en="sells * net + (stock - sells) * clear_then - weekly * weeks - stock * clear_now.",
        ),
    ],
    because=Text(
        zh="paid 在式子里一次也没出现：那就是“沉没”的意思。",
        en="`paid` does not appear in the expression at all. That is what sunk means.",
    ),
)


BREAKEVEN_SALES = Question(
    "m08.breakeven_sales",
    points=2,
    asks=Text(
        zh="一周至少卖几件，撑下去才不比清仓差？",
        en="How many must sell per week for holding out to be no worse than clearing?",
    ),
    expects=Number(WEEKLY, within=0.05),
    inputs={"weekly": 3600, "net": 546, "clear": 252, "cost": 420},
    draw=lambda rng: {
        "weekly": rng.randrange(2000, 8001, 400),
        "net": rng.randrange(450, 700, 10),
        "clear": rng.randrange(80, 300, 10),
        "cost": rng.randrange(380, 431, 10),
    },
    answer=lambda weekly, net, clear, cost: weekly / (net - clear),
    slips=[
        Slip(
            "over_the_cost",
            lambda weekly, net, clear, cost: weekly / (net - cost),
            Text(
                zh="你拿 420 元成本当对照。可不卖这一件，能换回来的是多少钱？",
                en="You compared with the cost of 420. But if the unit is not sold, how much can "
                "you still get for it?",
            ),
        ),
        Slip(
            "whole_price",
            lambda weekly, net, clear, cost: weekly / net,
            Text(
                zh="卖一件，就少一件可清。净多出来的是多少？",
                en="Each sale leaves one fewer to clear. How much extra does it really bring?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="多撑一周花 3,600 元；多卖一件，比清掉它多收多少？",
            en="One more week costs 3,600. What does a sale bring on top of clearing that unit?",
        ),
        Text(zh="每周开支 ÷（净收 − 清仓价）。", en="Weekly costs ÷ (net − clearance)."),
    ],
    because=Text(
        zh="每卖一件多收 294 元，一周要 12.2 件才付得起仓租和人手；老程一周卖两三件。",
        en="Each sale brings 294 yuan more, so it takes 12.2 a week to pay for rent and staff. "
        "The Chengs sell two or three.",
    ),
)


def _mean_order_costs(mean, spread, earned, lost):
    """Expected profit of the best order less that of ordering the mean."""
    demand = LognormalDemand(mean, spread)
    money = {"price": lost + earned, "unit_cost": lost, "salvage": 0.0}
    best, average = (
        float(season(demand, quantity, **money).profit)
        for quantity in (_best(mean, spread, earned, lost), mean)
    )
    return best, average


MEAN_ORDER = Question(
    "m08.mean_order",
    points=2,
    asks=Text(
        zh="照平均需求订，平均比最好的首批少赚多少元？",
        en="On average, how much less does ordering the mean earn than the best first order?",
    ),
    expects=Number("CNY", within=60),
    inputs={"mean": 1824, "spread": 0.8, "earned": 62, "lost": 168},
    draw=lambda rng: {
        "mean": rng.randrange(800, 3001, 200),
        "spread": rng.choice([0.7, 0.9]),
        "earned": rng.randrange(40, 81, 4),
        "lost": rng.randrange(140, 221, 10),
    },
    answer=lambda **given: _mean_order_costs(**given)[0] - _mean_order_costs(**given)[1],
    slips=[
        Slip(
            "best_profit",
            lambda **given: _mean_order_costs(**given)[0],
            Text(
                zh="这是最好的首批平均赚的。照平均订的那一份呢？",
                en="This is what the best order earns. What about ordering the mean?",
            ),
        ),
        Slip(
            "profit_at_mean",
            lambda **given: _mean_order_costs(**given)[1],
            Text(
                zh="这是照平均订的结果。和最好的差多少？",
                en="This is the result of ordering the mean. How far is it from the best?",
            ),
        ),
        Slip(
            "all_sold",
            lambda mean, spread, earned, lost: (
                mean * earned - _mean_order_costs(mean, spread, earned, lost)[0]
            ),
            Text(
                zh="订了平均数，就能卖掉平均数吗？卖不完的那 65% 的情况呢？",
                en="If you order the mean, will you sell the mean? What about the 65% of cases "
                "with leftovers?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="先用临界比 62 ÷ 230 求最好的首批，再比两个订货量的平均利润。",
            en="Find the best order from the critical ratio 62 ÷ 230, then compare the expected "
            "profit of both orders.",
        ),
        Text(
            zh="成本写 168、残值写 0、售价写 230，用 season(...).profit 各算一次，相减。",
            en="With cost 168, salvage 0 and price 230, compute season(...).profit for each and "
            "subtract.",
        ),
    ],
    because=Text(
        zh="最好的首批约 810 件，平均赚 3.3 万元；照平均订 1,824 件，平均亏 1.7 万元。",
        en="The best order, about 810, earns 33,000 on average; ordering the mean, 1,824, loses "
        "17,000.",
    ),
)


BREAKEVEN_SALVAGE = Question(
    "m08.breakeven_salvage",
    points=1,
    asks=Text(
        zh="残值率高到多少，付尾款才不吃亏？",
        en="How high must the salvage value be for paying the balance not to lose?",
    ),
    expects=Number("%"),
    inputs={"deposit": 0.30},
    draw=lambda rng: {"deposit": rng.randrange(10, 46) / 100},
    answer=lambda deposit: 1 - deposit,
    slips=[
        Slip(
            "deposit",
            lambda deposit: deposit,
            Text(
                zh="定金付过了。要和残值比的，是已经付的，还是还要付的？",
                en="The deposit is paid. Should salvage be compared with what has been paid, or "
                "with what is still due?",
            ),
        ),
        Slip(
            "whole_cost",
            lambda deposit: 1.0,
            Text(
                zh="要清仓收回全部成本才值？那三成定金，退单拿得回来吗？",
                en="Must clearance bring back the whole cost? Does canceling return the deposit?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="货款当作 100，还要付几成？", en="Call the goods 100. How much is still to be paid?"
        ),
        Text(zh="残值率 ≥ 1 − 定金比例。", en="Salvage ≥ 1 − deposit."),
    ],
    because=Text(
        zh="还要付七成，清仓得收回七成以上。课程的六成都不够，公开的一到三成更不够。",
        en="70% is still to be paid, so clearance must bring at least 70%. The course's 60% is not "
        "enough, let alone the published 10 to 30%.",
    ),
)


def _trial(mean, spread, margin, loss, season_weeks, test_weeks, test_pieces, least_order):
    return trial_value(
        mean,
        spread,
        margin=margin,
        loss=loss,
        season_weeks=season_weeks,
        test_weeks=test_weeks,
        test_pieces=test_pieces,
        test_margin=margin,
        least_order=least_order,
    )


TRIAL = Question(
    "m08.trial",
    points=2,
    asks=Text(zh="一次 300 件的试卖，值多少元？", en="What is a test of 300 units worth, in yuan?"),
    expects=Number("CNY", within=60),
    inputs={
        "mean": 60,
        "spread": 0.8,
        "margin": 62.0,
        "loss": 168.0,
        "season_weeks": 42,
        "test_weeks": 6,
        "test_pieces": 300,
        "least_order": 1000,
    },
    draw=lambda rng: {
        "mean": rng.randrange(55, 91, 5),
        "spread": rng.choice([0.7, 0.8, 0.9]),
        "margin": float(rng.randrange(56, 81, 4)),
        "loss": float(rng.randrange(140, 181, 10)),
        "season_weeks": rng.choice([40, 42, 46]),
        "test_weeks": rng.choice([5, 6]),
        "test_pieces": 300,
        "least_order": rng.choice([800, 1000]),
    },
    answer=lambda **given: _trial(**given).value,
    slips=[
        Slip(
            "tested",
            lambda **given: _trial(**given).tested,
            Text(
                zh="这是先试再订的盈亏。值多少，要和什么比？",
                en="This is the result of testing first. What is its worth measured against?",
            ),
        ),
        Slip(
            "now",
            lambda **given: _trial(**given).now,
            Text(
                zh="这是不试就订的盈亏。试一下多出多少？",
                en="This is the result of ordering at once. How much does the test add?",
            ),
        ),
        Slip(
            "free_information",
            lambda **given: _trial(**given).information,
            Text(
                zh="这是消息白来、不花时间的价值。试卖要占六周，还可能剩货。",
                en="This is the value of news that is free and instant. A test takes six weeks and "
                "may leave goods unsold.",
            ),
        ),
    ],
    hints=[
        Text(
            zh="照课文写 trial_value(...)，看返回里的哪一项。",
            en="Call trial_value(...) as in the lesson and see which part of the result you need.",
        ),
        Text(
            zh="要的是 value，也就是 tested − now。",
            en="You need value, which is tested − now.",
        ),
    ],
    because=Text(
        zh="不试，订一千来件，平均赚 4.6 万元；先试，平均赚 8.1 万元，多出 3.5 万元。",
        en="Without a test, about 1,100 are ordered and earn 46,000 on average; with a test it is "
        "81,000, or 35,000 more.",
    ),
)


def _recovered(cost=COST, price=PRICE, fee=0.15):
    """The two furniture-like clearances a piece in CNY: of cost, and of price less the fee."""
    table = load("stock_clearance")
    table = table[table["measure"].isin(["recovery", "gross_recovery"])]
    long = table.melt(
        id_vars=["seller", "unit"], value_vars=["low", "high"], var_name="end", value_name="percent"
    )
    of_cost = long["unit"] == "percent_of_cost"
    base = of_cost.map({True: cost, False: price * (1 - fee)})
    long["cny"] = long["percent"].astype(float) / 100 * base
    return long[["seller", "end", "cny"]].reset_index(drop=True)


RECOVERED = Question(
    "m08.recovered",
    points=3,
    asks=Text(
        zh="清仓一件，各种说法下能收回几元？",
        en="What does clearing one unit bring, by each of the published ranges?",
    ),
    expects=Table(key=["seller", "end"]),
    answer=_recovered,
    slips=[
        Slip(
            "all_of_cost",
            lambda: _recovered(price=COST, fee=0.0),
            Text(
                zh="亚马逊那一行的底数是售价，不是成本。看看 unit 列。",
                en="Amazon's row is a percentage of price, not of cost. Look at the unit column.",
            ),
        ),
        Slip(
            "fee_forgotten",
            lambda: _recovered(fee=0.0),
            Text(
                zh="亚马逊清仓收回的钱，还要扣多少佣金？",
                en="What fee comes off what an Amazon liquidation brings?",
            ),
        ),
        Slip(
            "percent_as_number",
            lambda: _recovered(cost=COST * 100, price=PRICE * 100),
            Text(zh="10 是 10% 还是 10 倍？", en="Does 10 mean 10%, or ten times?"),
        ),
    ],
    hints=[
        Text(
            zh="先筛 measure 是 recovery 和 gross_recovery 的两行，再 melt："
            'id_vars 放 ["seller", "unit"]，value_vars 放 ["low", "high"]。',
            en="Keep the rows whose measure is recovery or gross_recovery, then melt with "
            'id_vars=["seller", "unit"], value_vars=["low", "high"].',
        ),
        Text(
            zh='底数用 long["unit"].map({"percent_of_cost": 420, '
            '"percent_of_average_selling_price": 119.99 * 6.65 * 0.85})。',
            en='The base is long["unit"].map({"percent_of_cost": 420, '
            '"percent_of_average_selling_price": 119.99 * 6.65 * 0.85}).',
        ),
    ],
    because=Text(
        zh="换到同一个底数，一件收回 34 到 126 元；课程预设的六成是 252 元，是最高那个数的两倍。",
        en="On the same base a unit brings 34 to 126 yuan; the preset's 60% is 252, twice the "
        "highest.",
    ),
)


def _claims():
    """What the assistant's steps say, beside what is right: run of 2,000 at 300 CNY, deposit 40%,
    clearance at 45%."""
    goods = 2000 * 300.0
    return {
        "A": (240_000, 0.40 * goods),
        "B": (360_000, 0.60 * goods),
        "C": (-330_000, goods * 0.45 - 0.60 * goods),
        "D": (0.25, float(critical_ratio(55, 165))),
        "E": (1500, _best(1500, 0.8, 55, 165)),
        "F": (10.0, 2500 / (385 - 135)),
    }


WRONG_STEPS = Question(
    "m08.wrong_steps",
    points=2,
    asks=Text(
        zh="AI 助手写的这份分析里，哪两步错了？",
        en="Which two steps of the assistant's analysis are wrong?",
    ),
    expects=Choice(
        {
            "A": Text(zh="定金 24 万元已付", en="a deposit of 240,000 is paid"),
            "B": Text(zh="还要付 36 万元", en="360,000 is still due"),
            "C": Text(zh="做完比退单差 33 万元", en="finishing is 330,000 worse"),
            "D": Text(zh="临界比 25%", en="critical ratio 25%"),
            "E": Text(zh="订平均需求 1,500 件", en="order the average demand, 1,500"),
            "F": Text(zh="一周卖 10 件才撑得住", en="10 sales a week to hold out"),
        }
    ),
    answer=lambda: {step for step, (said, right) in _claims().items() if abs(said - right) > 0.005},
    slips=[
        Slip(
            "line_doubted",
            lambda: {"C", "F"},
            Text(
                zh="2,500 ÷（385 − 135）是多少？再看 E：平均需求和临界比是一回事吗？",
                en="What is 2,500 ÷ (385 − 135)? And look at E: is average demand the same as what "
                "the critical ratio calls for?",
            ),
        ),
        Slip(
            "ratio_doubted",
            lambda: {"D", "E"},
            Text(
                zh="临界比只看 55 和 165，没算错。再看 C：33 万元里有没有已经付掉的钱？",
                en="The ratio uses only 55 and 165, and it is right. Look at C: does the 330,000 "
                "include money already paid?",
            ),
        ),
        Slip(
            "balance_doubted",
            lambda: {"B", "E"},
            Text(
                zh="60 万元的货，付了四成，还剩几成？再看 C 用了哪几个数。",
                en="Goods of 600,000, 40% paid: what is left? Then see which numbers C used.",
            ),
        ),
    ],
    hints=[
        Text(
            zh="每一步都问：这个数是往后的，还是已经过去的？是平均，还是该订的？",
            en="Ask of each step: does this number lie ahead or in the past? Is it an average, or "
            "what should be ordered?",
        ),
        Text(
            zh="C 从 60 万元的全部成本算起；E 拿平均数当订货量。",
            en="C starts from the full cost of 600,000; E takes an average for an order.",
        ),
    ],
    because=Text(
        zh="C 把定金也算进去了：往后付 36 万元、清回 27 万元，只差 9 万元。E：临界比 25%，"
        "该订约 635 件，不是 1,500 件。其余四步都对。",
        en="C counts the deposit too: ahead lie 360,000 to pay and 270,000 from clearance, a "
        "difference of only 90,000. E: at a ratio of 25% the order is about 635, not 1,500. The "
        "other four are right.",
    ),
)


VERDICT = Question(
    "m08.verdict",
    points=4,
    asks=Text(
        zh="替程晓给父亲写一封信：下一款货怎么上？",
        en="Write Cheng Xiao's letter to her father: how should the next product be launched?",
    ),
    expects=Essay(
        rubric=[
            Criterion(
                1,
                Text(
                    zh="说清这次亏在哪里：订货、残值和卖不动各占多少，带数字，不怪到运气或平台",
                    en="says where the loss came from (order, salvage, slow sales), with numbers, "
                    "without blaming luck or the platform",
                ),
            ),
            Criterion(
                1,
                Text(
                    zh="下一款先试：多少件、几周、卖到多少才开工，并说明预测怎么改",
                    en="tests the next product: how many units and weeks, the sales that start a "
                    "run, and how the forecast is revised",
                ),
            ),
            Criterion(
                1,
                Text(
                    zh="写下止损线：一个数，一个日期，只算往后的钱，不提已经花掉的",
                    en="writes down a stop-loss: a number and a date, counting only money ahead "
                    "and leaving out sunk cost",
                ),
            ),
            Criterion(
                1,
                Text(
                    zh="口气尊重：指出父亲的哪些本事带得过来；说明哪些数是假设",
                    en="is respectful and names which of her father's skills carry over; says "
                    "which numbers are assumptions",
                ),
            ),
        ],
        at_least=60,
    ),
    hints=[
        Text(
            zh="三段：亏在哪里，下一款怎么试，什么时候停。",
            en="Three parts: where the money was lost, how to test the next product, when to stop.",
        ),
        Text(
            zh="止损线可以从第 2 题的算法来：每周开支 ÷（净收 − 清仓价）。",
            en="The stop-loss can come from question 2: weekly costs ÷ (net − clearance).",
        ),
    ],
    because=Text(
        zh="好的信不翻旧账，只说往后：先试多少，看到什么再做，到哪一步停。",
        en="A good letter does not settle old scores. It looks ahead: how many to test, what to "
        "see before making more, and where to stop.",
    ),
)


QUESTIONS = (
    PAY_BALANCE,
    RATIO,
    BEST_ORDER,
    NO_MATTER,
    GOING_ON,
    BREAKEVEN_SALES,
    MEAN_ORDER,
    BREAKEVEN_SALVAGE,
    TRIAL,
    RECOVERED,
    WRONG_STEPS,
    VERDICT,
)
