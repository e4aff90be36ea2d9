"""Makes bodies for the bulk benchmark: `generate.py FOLDER SIZE…` writes bodies_SIZE.f64 (raw doubles, column by column) and
bodies_SIZE.csv for each. Nothing but the standard library; the same bytes on every machine.

A hundred thousand bodies are drawn by lot, some of them right on a threshold; larger sizes have these again under other names.
"""
import random, sys
from array import array

SEED, DRAWN = 20210419, 100_000
NAMES = [f"x{i:02}" for i in range(1, 31)]


def body(lot):
    """Thirty figures in whole hundredths, and the kind."""
    u = lambda low, high: lot.randrange(low * 100, high * 100)
    x = [u(50, 900) for _ in range(30)]
    for count in (9, 18, 27): x[count] = lot.randrange(0, 25) * 100
    for whole in (5, 15, 29): x[whole] = lot.randrange(1000, 50_000) * 20
    x[4] = x[5] * lot.choice([lot.randrange(0, 40), lot.choice([5, 10, 15, 20, 30])]) // 100
    share = x[15] * lot.choice([lot.randrange(0, 100), lot.choice([25, 50, 75, 90])]) // 100
    x[12], x[13] = share // 3, share // 4
    x[14] = share - x[12] - x[13]
    x[28] = x[29] * lot.choice([lot.randrange(85, 100), 95]) // 100
    return x, lot.randrange(3)


def text(hundredths):
    whole, part = divmod(hundredths, 100)
    return f"{whole}.{part:02}" if part else str(whole)


def main(folder, sizes):
    lot = random.Random(SEED)
    drawn = [body(lot) for _ in range(min(DRAWN, max(sizes)))]
    tails = [",".join(map(text, x)) + f",{kind}\n" for x, kind in drawn]
    for size in sizes:
        whole, rest = divmod(size, len(drawn))
        with open(f"{folder}/bodies_{size}.f64", "wb") as out:
            columns = [array("d", (x[index] / 100 for x, _ in drawn)) for index in range(30)]
            for column in columns + [array("d", (kind for _, kind in drawn))]:
                for _ in range(whole): column.tofile(out)
                column[:rest].tofile(out)
        with open(f"{folder}/bodies_{size}.csv", "w") as out:
            out.write("id," + ",".join(NAMES) + ",kind\n")
            for turn in range(whole + (rest > 0)):
                tail = tails if turn < whole else tails[:rest]
                out.writelines(f"b{turn * len(drawn) + place},{cells}" for place, cells in enumerate(tail))


main(sys.argv[1], [int(size) for size in sys.argv[2:]])
