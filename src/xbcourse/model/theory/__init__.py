"""Closed forms: what a simplified case must give exactly, by formula.

Each file holds one subject. The formulas are the course's shortest explanations, and the yardstick
that the simulation is held against. Names are the field's; every number may be a scalar or an
array, arrays broadcast as in NumPy; input that cannot be used is refused by name.

=======================  ================================================================
demand                   distributions of demand and the loss function
newsvendor               one order, before the demand is known
quick_response           a second order, after the first sales are known
two_orders               a second order, for customers who do not wait
forecast                 learning the weekly demand from sales
eoq, reorder             how much to order and when, if the product sells for years
base_stock, lost_sales   how much stock a service level takes
ad_test                  how many clicks an ad test needs
advertising, flywheel    clicks for money, clicks for rank
content, word_of_mouth   what the own site lives on
repeat_purchase          BG/NBD: customers who come back
customer_value           what a customer is worth
ruin, cash_cycle         how long the money lasts, how long it is away
little                   stock, flow and time
decay                    half-lives
=======================  ================================================================
"""
