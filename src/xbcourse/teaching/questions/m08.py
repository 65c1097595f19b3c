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

PIECES = Text(zh="件", en="pieces")
WEEKLY = Text(zh="件/周", en="pieces a week")

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
            zh="只信父亲的预测，首批订多少件", en="First order, with the father's forecast alone"
        ),
        expects=Number(PIECES, within=60),
        answer=lambda: round(bulk_order.order_for_belief(Scenario("furniture"))),
        because=Text(
            zh="卖一件赚 62 元，剩一件亏 168 元，临界比 27%：预测就算对，八百来件也够了。",
            en="A sale earns 62 yuan, a piece left loses 168, the critical ratio is 27%: some "
            "eight hundred are enough even if the forecast is right.",
        ),
    ),
    Guess(
        "m08.week_8",
        asks=Text(zh="第 8 周，付尾款还是退单", en="Week 8, pay the balance or cancel"),
        expects=Choice(
            {
                "pay": Text(zh="付尾款", en="pay"),
                "cancel": Text(zh="退单", en="cancel"),
            }
        ),
        answer=lambda: "pay" if _in_week(8) > 0 else "cancel",
        because=Text(
            zh="往后看，付 135 万元，买回一批清得 116 万元的货；已付的 58 万元站在两边。",
            en="Ahead lie 1.35 million to be paid for goods that clear for 1.16; the 580,000 paid "
            "stand on both sides.",
        ),
    ),
    Guess(
        "m08.week_16",
        asks=Text(zh="第 16 周，撑下去还是清仓", en="Week 16, hold out or clear"),
        expects=Choice(
            {
                "go_on": Text(zh="撑下去", en="hold out"),
                "clear": Text(zh="清仓", en="clear"),
            }
        ),
        answer=lambda: "go_on" if _in_week(16) > 0 else "clear",
        because=Text(
            zh="一周卖两三件，付不起仓租和人手：撑到年底平均少留下 21 万元。",
            en="Two or three a week do not pay for rent and hands: holding out leaves 210,000 "
            "less on average.",
        ),
    ),
)


# ------------------------------------------------------------------------------ in the lesson


PAY_BALANCE = Question(
    "m08.pay_balance",
    points=0,
    asks=Text(
        zh="付尾款再清仓，比退单多得多少元？",
        en="What does paying and clearing bring over cancelling?",
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
                en="Cancelling does not bring the deposit back. Does it belong in the difference?",
            ),
        ),
        Slip(
            "deposit_saved",
            lambda pieces, cost, deposit, salvage: (
                pieces * cost * (salvage - (1 - deposit)) + pieces * cost * deposit
            ),
            Text(
                zh="你好像把定金当成“做完就不算白扔”加了回来。做完了，它回来了吗？",
                en="It seems that finishing is credited with the deposit. Does it come back then?",
            ),
        ),
        Slip(
            "salvage_alone",
            lambda pieces, cost, deposit, salvage: pieces * cost * salvage,
            Text(
                zh="清仓能收这么多。可要先付什么，才有货清？",
                en="A clearance brings this. What has to be paid first, to have goods to clear?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="只写往后的两笔：还要付多少，清仓收多少。",
            en="Two amounts that lie ahead: what is still to be paid, what a clearance brings.",
        ),
        Text(
            zh="货款 × 残值率 − 货款 ×（1 − 定金）。", en="Goods × salvage − goods × (1 − deposit)."
        ),
    ],
    because=Text(
        zh="还要付 36 万元，清仓收 30 万元：少得 6 万元，该退单。24 万元定金站在两边。",
        en="Another 360,000 for goods that clear for 300,000: 60,000 less, so cancel. The deposit "
        "of 240,000 stands on both sides.",
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
                en="Does one order more, the more a piece left loses? Which stands above the line?",
            ),
        ),
        Slip(
            "one_over_the_other",
            lambda earned, lost: earned / lost,
            Text(
                zh="分母是两种代价加起来。",
                en="Below the line stand both costs together.",
            ),
        ),
    ],
    hints=[
        Text(zh="公式：CR = Cu ÷（Cu ＋ Co）。", en="CR = Cu / (Cu + Co)."),
        Text(
            zh="Cu 是卖得掉时多赚的，Co 是卖不掉时多亏的。",
            en="Cu is earned if it sells, Co lost if it does not.",
        ),
    ],
    because=Text(
        zh="45 ÷ 150 = 30%：订到有 30% 的可能卖不完就停手。",
        en="45 / 150 = 30%: stop where the chance of having some left reaches 30%.",
    ),
)


def _best(mean, spread, earned, lost):
    return float(LognormalDemand(mean, spread).quantile(float(critical_ratio(earned, lost))))


BEST_ORDER = Question(
    "m08.best_order",
    points=0,
    asks=Text(zh="最好订多少件？", en="How many should be ordered?"),
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
                en="This is mean demand. How likely is it then to have some left, and what does a "
                "piece left lose?",
            ),
        ),
        Slip(
            "share_of_the_mean",
            lambda mean, spread, earned, lost: mean * earned / (earned + lost),
            Text(
                zh="临界比是一个可能性，不是平均数的几成。要放到分布里去查。",
                en="The ratio is a chance, no share of the mean. Look it up in the distribution.",
            ),
        ),
        Slip(
            "the_other_tail",
            lambda mean, spread, earned, lost: _best(mean, spread, lost, earned),
            Text(
                zh="你用的是 70% 那一头。剩一件亏得比卖一件赚得多，该订得比一半多还是少？",
                en="This is the end of 70%. Where a piece left loses more than a sale earns, is it "
                "more or less than the median?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="临界比是 30%：找“有 30% 的可能卖不到”的那个数。",
            en="The ratio is 30%: find the number that sales stay below in 30% of cases.",
        ),
        Text(
            zh="写成 LognormalDemand(1000, 0.8).quantile(0.3)。",
            en="LognormalDemand(1000, 0.8).quantile(0.3).",
        ),
    ],
    because=Text(
        zh="中位数是 726 件，30% 那一点约 477 件，不到平均数的一半。",
        en="The median is 726 and the 30% point about 477, less than half of the mean.",
    ),
)


NO_MATTER = Question(
    "m08.no_matter",
    points=0,
    asks=Text(zh="哪个数不该影响决定？", en="Which number should not matter?"),
    expects=Choice(
        {
            "rent": Text(zh="每周仓租", en="rent a week"),
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
                en="Once the stock is cleared, is next week's rent still to be paid?",
            ),
        ),
        Slip(
            "offer",
            "offer",
            Text(
                zh="报价从 250 元变成 40 元，你的决定会不会变？",
                en="If the offer were 40 yuan instead of 250, would the decision be the same?",
            ),
        ),
        Slip(
            "forecast",
            "forecast",
            Text(
                zh="要是预计一周能卖 100 件，你还清吗？",
                en="Would you clear if 100 a week were expected to sell?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="哪个数在“撑下去”和“清仓”两边一模一样？",
            en="Which number is the same whether one holds out or clears?",
        ),
        Text(zh="问自己：它是往后的，还是已经过去的？", en="Does it lie ahead, or behind?"),
    ],
    because=Text(
        zh="货款付过了，怎么选都是那么多：沉没成本。其余三个都在往后。",
        en="The goods are paid for, the same either way: sunk cost. The other three lie ahead.",
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
        en="Write going_on(...): what does going on bring over clearing now, in yuan?",
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
                en="`paid` has been paid. Does clearing now bring it back?",
            ),
        ),
        Slip(
            "margin_on_cost",
            lambda paid, net, **rest: _going_on(paid, net=net - paid, **rest),
            Text(
                zh="卖一件，往后收进来的是 net。还要再减一次当初的成本吗？",
                en="A sale brings `net` from here on. Is the old cost to be taken off again?",
            ),
        ),
        Slip(
            "rest_forgotten",
            lambda stock, sells, clear_then, **rest: _going_on(
                stock=stock, sells=sells, clear_then=0.0, **rest
            ),
            Text(
                zh="期满以后没卖掉的那些，还值不值 clear_then？",
                en="Are those that have not sold by the end still worth `clear_then`?",
            ),
        ),
        Slip(
            "one_week",
            lambda weekly, weeks, **rest: _going_on(weekly=weekly, weeks=1, **rest),
            Text(zh="仓租和人手要付几周？", en="For how many weeks are rent and hands paid?"),
        ),
    ],
    hints=[
        Text(
            zh="先写继续做往后的钱：卖掉的、剩下清掉的、每周的开支；再减去现在清仓能拿的。",
            en="First the money ahead if one goes on: sold, cleared at the end, weekly costs; then "
            "less what clearing brings now.",
        ),
        Text(
            zh="往后是 sells * net + (stock - sells) * clear_then - weekly * weeks，"
            "再减 stock * clear_now。",
            en="sells * net + (stock - sells) * clear_then - weekly * weeks - stock * clear_now.",
        ),
    ],
    because=Text(
        zh="paid 在式子里一次也没出现：那就是“沉没”的意思。",
        en="`paid` does not occur in the expression at all, and that is what sunk means.",
    ),
)


BREAKEVEN_SALES = Question(
    "m08.breakeven_sales",
    points=2,
    asks=Text(
        zh="一周至少卖几件，撑下去才不亏？", en="From how many sales a week does holding out pay?"
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
                en="This measures against the cost of 420. But what does a piece bring that is not "
                "sold this way?",
            ),
        ),
        Slip(
            "whole_price",
            lambda weekly, net, clear, cost: weekly / net,
            Text(
                zh="卖一件，就少一件可清。净多出来的是多少？",
                en="A piece sold is one fewer to clear. What does it add, net?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="多撑一周花 3,600 元；多卖一件，比清掉它多收多少？",
            en="A week costs 3,600; what does a piece sold bring over one cleared?",
        ),
        Text(zh="每周开支 ÷（净收 − 清仓价）。", en="Weekly costs ÷ (net − clearance)."),
    ],
    because=Text(
        zh="每卖一件多收 294 元，一周要 12.2 件才付得起仓租和人手；老程一周卖两三件。",
        en="A sale adds 294 yuan, so it takes 12.2 a week to pay for rent and hands; he sold two "
        "or three.",
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
        en="What does ordering mean demand cost, on average, against the best order?",
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
                en="This is what the best order earns. And the order of the mean?",
            ),
        ),
        Slip(
            "profit_at_mean",
            lambda **given: _mean_order_costs(**given)[1],
            Text(
                zh="这是照平均订的结果。和最好的差多少？",
                en="This is what ordering the mean comes to. How far from the best?",
            ),
        ),
        Slip(
            "all_sold",
            lambda mean, spread, earned, lost: (
                mean * earned - _mean_order_costs(mean, spread, earned, lost)[0]
            ),
            Text(
                zh="订了平均数，就能卖掉平均数吗？卖不完的那 65% 的情况呢？",
                en="Does an order of the mean sell the mean? What of the 65% that have some left?",
            ),
        ),
    ],
    hints=[
        Text(
            zh="先用临界比 62 ÷ 230 求最好的首批，再比两个订货量的平均利润。",
            en="First the best order, by the critical ratio 62 / 230; then compare mean profits.",
        ),
        Text(
            zh="成本写 168、残值写 0、售价写 230，用 season(...).profit 各算一次，相减。",
            en="With a cost of 168, a salvage of 0 and a price of 230, take season(...).profit of "
            "each, and subtract.",
        ),
    ],
    because=Text(
        zh="最好的首批约 810 件，平均赚 3.3 万元；照平均订 1,824 件，平均亏 1.7 万元。",
        en="The best order, some 810, earns 33,000 on average; the mean, 1,824, loses 17,000.",
    ),
)


BREAKEVEN_SALVAGE = Question(
    "m08.breakeven_salvage",
    points=1,
    asks=Text(
        zh="残值率高到多少，付尾款才不吃亏？", en="From which salvage on does paying not lose?"
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
                en="The deposit is paid. Is salvage to be compared with what was paid, or with "
                "what is still due?",
            ),
        ),
        Slip(
            "whole_cost",
            lambda deposit: 1.0,
            Text(
                zh="要清仓收回全部成本才值？那三成定金，退单拿得回来吗？",
                en="Must a clearance bring the whole cost? Does cancelling bring the deposit back?",
            ),
        ),
    ],
    hints=[
        Text(zh="货款当作 100，还要付几成？", en="With goods of 100, what is still to be paid?"),
        Text(zh="残值率 ≥ 1 − 定金比例。", en="Salvage ≥ 1 − deposit."),
    ],
    because=Text(
        zh="还要付七成，清仓得收回七成以上。课程的六成都不够，公开的一到三成更不够。",
        en="70% are still to be paid, so a clearance must bring 70. The course's 60 are not "
        "enough, and the published 10 to 30 still less.",
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
    asks=Text(
        zh="一次 300 件的试卖，值多少元？", en="What is a test of 300 pieces worth, in yuan?"
    ),
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
                en="This is what testing first comes to. Its worth is measured against what?",
            ),
        ),
        Slip(
            "now",
            lambda **given: _trial(**given).now,
            Text(
                zh="这是不试就订的盈亏。试一下多出多少？",
                en="This is what ordering at once comes to. What does the test add?",
            ),
        ),
        Slip(
            "free_information",
            lambda **given: _trial(**given).information,
            Text(
                zh="这是消息白来、不花时间的价值。试卖要占六周，还可能剩货。",
                en="This is for news that cost nothing and took no time. A test takes six weeks "
                "and may leave goods.",
            ),
        ),
    ],
    hints=[
        Text(
            zh="照课文写 trial_value(...)，看返回里的哪一项。",
            en="Call trial_value(...) as in the lesson and see which of its attributes answers.",
        ),
        Text(zh="要的是 value，也就是 tested − now。", en="value = tested − now."),
    ],
    because=Text(
        zh="不试，订一千来件，平均赚 4.6 万元；先试，平均赚 8.1 万元，多出 3.5 万元。",
        en="At once, some 1,100 are ordered and earn 46,000 on average; after a test it is 81,000, "
        "35,000 more.",
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
        en="What does clearing a piece bring, by each of the published ranges?",
    ),
    expects=Table(key=["seller", "end"]),
    answer=_recovered,
    slips=[
        Slip(
            "all_of_cost",
            lambda: _recovered(price=COST, fee=0.0),
            Text(
                zh="亚马逊那一行的底数是售价，不是成本。看看 unit 列。",
                en="Amazon's row is a share of price, not of cost. Look at the unit column.",
            ),
        ),
        Slip(
            "fee_forgotten",
            lambda: _recovered(fee=0.0),
            Text(
                zh="亚马逊清仓收回的钱，还要扣多少佣金？",
                en="How much does Amazon take off what a liquidation brings?",
            ),
        ),
        Slip(
            "percent_as_number",
            lambda: _recovered(cost=COST * 100, price=PRICE * 100),
            Text(zh="10 是 10% 还是 10 倍？", en="Is 10 a share of 10%, or ten times?"),
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
        en="On one base a piece brings 34 to 126 yuan; the preset's 60% is 252, twice the highest.",
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
            "A": Text(zh="定金 24 万元已付", en="deposit of 240,000 paid"),
            "B": Text(zh="还要付 36 万元", en="360,000 still to pay"),
            "C": Text(zh="做完比退单差 33 万元", en="finishing is 330,000 worse"),
            "D": Text(zh="临界比 25%", en="critical ratio 25%"),
            "E": Text(zh="订平均需求 1,500 件", en="order mean demand, 1,500"),
            "F": Text(zh="一周卖 10 件才撑得住", en="10 a week to hold out"),
        }
    ),
    answer=lambda: {step for step, (said, right) in _claims().items() if abs(said - right) > 0.005},
    slips=[
        Slip(
            "line_doubted",
            lambda: {"C", "F"},
            Text(
                zh="2,500 ÷（385 − 135）是多少？再看 E：平均需求和临界比是一回事吗？",
                en="What is 2,500 ÷ (385 − 135)? And look at E: is mean demand what the ratio asks "
                "for?",
            ),
        ),
        Slip(
            "ratio_doubted",
            lambda: {"D", "E"},
            Text(
                zh="临界比只看 55 和 165，没算错。再看 C：33 万元里有没有已经付掉的钱？",
                en="The ratio rests on 55 and 165 and is right. Look at C: are there sums in the "
                "330,000 that were paid already?",
            ),
        ),
        Slip(
            "balance_doubted",
            lambda: {"B", "E"},
            Text(
                zh="60 万元的货，付了四成，还剩几成？再看 C 用了哪几个数。",
                en="Of 600,000 40% are paid; what is left? Then see which numbers C used.",
            ),
        ),
    ],
    hints=[
        Text(
            zh="每一步都问：这个数是往后的，还是已经过去的？是平均，还是该订的？",
            en="Ask of each: does it lie ahead or behind? Is it an average, or an order?",
        ),
        Text(
            zh="C 从 60 万元的全部成本算起；E 拿平均数当订货量。",
            en="C begins with the whole cost of 600,000; E takes a mean for an order.",
        ),
    ],
    because=Text(
        zh="C 把定金也算进去了：往后付 36 万元、清回 27 万元，只差 9 万元。E：临界比 25%，"
        "该订约 635 件，不是 1,500 件。其余四步都对。",
        en="C counts the deposit: ahead lie 360,000 to pay and 270,000 to clear for, a difference "
        "of 90,000. E: at 25% the order is about 635, not 1,500. The other four are right.",
    ),
)


VERDICT = Question(
    "m08.verdict",
    points=4,
    asks=Text(
        zh="替程晓给父亲写一封信：下一款货怎么上？",
        en="Write Cheng Xiao's letter to her father: how to launch the next product.",
    ),
    expects=Essay(
        rubric=[
            Criterion(
                1,
                Text(
                    zh="说清这次亏在哪里：订货、残值和卖不动各占多少，带数字，不怪到运气或平台",
                    en="says where the loss came from (order, salvage, slow sales) with numbers, "
                    "and does not blame luck or the platform",
                ),
            ),
            Criterion(
                1,
                Text(
                    zh="下一款先试：多少件、几周、卖到多少才开工，并说明预测怎么改",
                    en="tests the next one: how many pieces and weeks, the sales that start a run, "
                    "and how the forecast changes",
                ),
            ),
            Criterion(
                1,
                Text(
                    zh="写下止损线：一个数，一个日期，只算往后的钱，不提已经花掉的",
                    en="writes down a stop-loss: a number and a date, by money ahead only, with "
                    "sunk cost left out",
                ),
            ),
            Criterion(
                1,
                Text(
                    zh="口气尊重：指出父亲的哪些本事带得过来；说明哪些数是假设",
                    en="is respectful: which of the father's skills carry over; and says which "
                    "numbers are assumptions",
                ),
            ),
        ],
        at_least=60,
    ),
    hints=[
        Text(
            zh="三段：亏在哪里，下一款怎么试，什么时候停。",
            en="Three parts: where it was lost, how to test the next one, when to stop.",
        ),
        Text(
            zh="止损线可以从第 2 题的算法来：每周开支 ÷（净收 − 清仓价）。",
            en="A stop-loss may come from question 2: weekly costs ÷ (net − clearance).",
        ),
    ],
    because=Text(
        zh="好的信不翻旧账，只说往后：先试多少，看到什么再做，到哪一步停。",
        en="A good letter does not settle old scores; it says how many first, what must be seen "
        "before more, and where to stop.",
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
