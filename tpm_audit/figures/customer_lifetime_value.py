"""A customer lifetime value (CLV): what a customer is worth today, as margins that are still to come.

It is the sum of m r^t / (1+i)^t over the periods t = 1 to T: the margin m of a period, times the share r of customers
who are still there after t periods, discounted by the rate i. The first margin comes after one period; with
`first: 0` there is one today as well. What it cost to win the customer is not taken off. T is what the company has
decided to look ahead, no forecast of how long customers stay, and the value is no better known than its inputs: it
is measured, estimated or assumed as they are, and says so wherever it stands.

With a margin of 100, a retention of 0.8, a discount of 0.1 and 5 periods it is 212.41, and with `first: 0` 312.41.

Source: methods.md, "Actions".
"""

from fractions import Fraction
from math import fsum


def customer_lifetime_value(
    margin: Fraction, retention: Fraction, discount: Fraction, periods: int, first: int = 1
) -> Fraction:
    """Return the value of a customer, in the unit of the margin.

    Powers of exact fractions would have thousands of digits: the sum is one of floats, right to 15 digits.
    """
    kept = float(retention / (1 + discount))
    return Fraction(float(margin) * fsum(kept**period for period in range(first, periods + 1)))
