#!/usr/bin/env python3
"""Writes oracle.txt: cases computed by Python's fractions and decimal, an implementation of its own.

Run in this directory: python3 oracle.py > oracle.txt
One case a line, its fields separated by blanks: the operation, the operands, the result. Rational numbers are written
as `n` or `n/d`, the six results of a rounding in the order of MODES, the results of elementary functions as `exact` and
a rational or `near` and 45 significant digits.
"""

import random
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP
from decimal import Context, Decimal, localcontext
from fractions import Fraction
from math import isqrt

rng = random.Random(20240229)
MODES = {
    "half_up": ROUND_HALF_UP,
    "half_even": ROUND_HALF_EVEN,
    "up": ROUND_UP,
    "down": ROUND_DOWN,
    "floor": ROUND_FLOOR,
    "ceil": ROUND_CEILING,
}
WORD = 2**63
EDGES = [0, 1, 2, 3, 5, 10, WORD - 1, WORD, WORD + 1, WORD // 2, 2**32, 2**31, 2**64, 2**64 - 1, 10**18, 10**19]


def whole():
    kind = rng.randrange(6)
    if kind == 0:
        size = rng.choice(EDGES)
    elif kind == 1:
        size = WORD + rng.randrange(-5, 6)
    elif kind == 2:
        size = rng.getrandbits(rng.choice([100, 200, 400]))
    elif kind == 3:
        size = rng.getrandbits(rng.randrange(30, 64))
    else:
        size = rng.randrange(2000)
    return -size if rng.random() < 0.5 else size


def rational():
    if rng.random() < 0.4:
        return Fraction(rng.randrange(-100000, 100000), rng.choice([1, 1, 10, 100, 1000]))
    if rng.random() < 0.3:
        return Fraction(whole())
    return Fraction(whole(), abs(whole()) or 1)


def text(value):
    return f"{value.numerator}" if value.denominator == 1 else f"{value.numerator}/{value.denominator}"


def emit(*fields):
    print(*[text(field) if isinstance(field, Fraction) else field for field in fields])


def rounded(value, mode):
    """The value rounded to an integer, decided by decimal on a stand-in: whole part, then 0, .25, .5 or .75."""
    floor = value.numerator // value.denominator
    part = value - floor
    half = Fraction(1, 2)
    stand_in = "0" if part == 0 else "0.25" if part < half else "0.5" if part == half else "0.75"
    with localcontext(Context(prec=1000)):
        return int((Decimal(floor) + Decimal(stand_in)).to_integral_value(rounding=MODES[mode]))


def finite(value):
    """The exact decimal text, or None."""
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return None
    with localcontext(Context(prec=5000)):
        exact = Decimal(value.numerator) / Decimal(value.denominator)
        return f"{exact.quantize(Decimal(1).scaleb(-max(twos, fives))):f}"


def shown(value):
    """decimalText(): exact up to 40 digits, otherwise half up to 12 significant digits."""
    exact = finite(value)
    if exact is not None and sum(character.isdigit() for character in exact) <= 40:
        return exact
    with localcontext(Context(prec=2000)):
        wide = Decimal(value.numerator) / Decimal(value.denominator)
    with localcontext(Context(prec=12, rounding=ROUND_HALF_UP)):
        short = f"{+wide:f}"
    return short.rstrip("0").rstrip(".") if "." in short else short


def arithmetic():
    for _ in range(1000):
        left, right = rational(), rational()
        if rng.random() < 0.1:
            right = Fraction(rng.randrange(-50, 50), left.denominator) - left
        emit("add", left, right, left + right)
        emit("sub", left, right, left - right)
        emit("mul", left, right, left * right)
        emit("div", left, right, left / right if right else "none")
        emit("cmp", left, right, (left > right) - (left < right))


def rounding():
    steps = [Fraction(1), Fraction(1, 100), Fraction(1, 10), Fraction(5), Fraction(1, 4), Fraction(3, 7)]
    for index in range(400):
        step = rng.choice(steps) if index % 4 else abs(rational()) or Fraction(1)
        value = rational()
        if index % 2:
            value = step * Fraction(rng.randrange(-60, 60), rng.choice([2, 2, 2, 3, 4]))
        emit("round", value, step, *[rounded(value / step, mode) * step for mode in MODES])
    for _ in range(60):
        value, places = rational(), rng.randrange(-3, 8)
        step = Fraction(10) ** -places
        emit("places", value, places, *[rounded(value / step, mode) * step for mode in MODES])
        shift = 10 ** abs(places)
        count = rounded(value * shift, "half_up")
        digits = str(abs(count)).rjust(abs(places) + 1, "0")
        point = "." if places else ""
        cut = len(digits) - abs(places)
        emit("fixed", value, abs(places), ("-" if count < 0 else "") + digits[:cut] + point + digits[cut:])


def texts():
    for _ in range(600):
        value = rational()
        if rng.random() < 0.5:
            value = Fraction(whole(), 2 ** rng.randrange(20) * 5 ** rng.randrange(20))
        emit("text", value, finite(value) or "none", shown(value))
        digits = "".join(rng.choice("0123456789") for _ in range(rng.choice([1, 2, 5, 17, 18, 19, 20, 40])))
        cut = rng.randrange(1, len(digits) + 1)
        source = ("-" if rng.random() < 0.4 else "") + digits[:cut] + ("." + digits[cut:] if digits[cut:] else "")
        emit("parse", source, Fraction(source))
    for _ in range(400):
        value = rational()
        if rng.random() < 0.5:
            value = Fraction(whole() or 1, 1) * Fraction(2) ** rng.randrange(-1300, 900)
        if rng.random() < 0.2:
            value = Fraction(2 * (2**52 + rng.getrandbits(52)) + 1) * Fraction(2) ** rng.randrange(-1130, 100)
        try:
            emit("double", value, (value.numerator / value.denominator).hex())
        except OverflowError:
            emit("double", value, "-inf" if value < 0 else "inf")


def near(compute):
    with localcontext(Context(prec=300, Emax=999999, Emin=-999999)):
        result = compute()
    with localcontext(Context(prec=45, Emax=999999, Emin=-999999)):
        return "near", f"{+result:.44E}"


def decimal(value):
    return Decimal(value.numerator) / Decimal(value.denominator)


def root(value):
    upper, lower = isqrt(value.numerator), isqrt(value.denominator)
    return Fraction(upper, lower) if Fraction(upper, lower) ** 2 == value else None


def elementary():
    for index in range(150):
        value = abs(rational())
        if index % 5 == 0:
            value = value * value
        exact = root(value)
        if exact is None:
            emit("sqrt", value, *near(lambda: decimal(value).sqrt()))
        else:
            emit("sqrt", value, "exact", exact)
    for index in range(200):
        value = abs(rational()) or Fraction(2)
        if index % 4 == 0:
            value = 1 + Fraction(rng.choice([-1, 1]), 3 * 10 ** rng.randrange(1, 60))
        if index % 4 == 1:
            value = Fraction(rng.randrange(1, 300), rng.randrange(1, 300))
        if value == 1:
            emit("ln", value, "exact", Fraction(0))
        else:
            emit("ln", value, *near(lambda: decimal(value).ln()))
    for index in range(200):
        value = Fraction(rng.randrange(-10**6, 10**6), rng.choice([10**4, 10**5, 10**6, 7 * 10**5]))
        if index % 10 == 0:
            value = Fraction(rng.randrange(-8000, 8000)) + Fraction(1, 3)
        if index % 10 == 1:
            value = Fraction(rng.choice([-1, 1]), 10 ** rng.randrange(1, 60))
        emit("exp", value, *(("exact", Fraction(1)) if value == 0 else near(lambda: decimal(value).exp())))
    for index in range(200):
        base = Fraction(rng.randrange(1, 10**4), rng.choice([1, 10, 100, 1000, 7]))
        exponent = Fraction(rng.randrange(-400, 400), rng.choice([3, 7, 10, 100]))
        if index % 4 == 0:
            base = rational() or Fraction(2)
            exponent = Fraction(rng.randrange(-12, 13))
        if index % 4 == 1:
            degree = rng.randrange(2, 12)
            base = (abs(rational()) or Fraction(3)) ** degree
            exponent = Fraction(rng.choice([1, 1, 2, -1]), degree)
            if base == 1 or base.numerator.bit_length() > 1500:
                base = Fraction(2) ** degree
            emit("pow", base, exponent, "exact", power(base, exponent))
        elif exponent.denominator == 1:
            emit("pow", base, exponent, "exact", base ** int(exponent))
        elif (exact := power(base, exponent)) is not None:
            emit("pow", base, exponent, "exact", exact)
        else:
            emit("pow", base, exponent, *near(lambda: (decimal(base).ln() * decimal(exponent)).exp()))


def power(base, exponent):
    """The power of a positive base where it is rational, or None."""
    upper, lower = (whole_root(part, exponent.denominator) for part in (base.numerator, base.denominator))
    return None if upper is None or lower is None else Fraction(upper, lower) ** exponent.numerator


def whole_root(value, degree):
    low, high = 0, 2 ** (value.bit_length() // degree + 1)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if middle**degree <= value else (low, middle - 1)
    return low if low**degree == value else None


arithmetic()
rounding()
texts()
elementary()
