"""Times Metodika beside other engines on one methodology; `bulk` beside this file builds it and says how to run it."""
import json, os, shutil, statistics, subprocess, sys, tempfile, time
from fractions import Fraction as F

HERE = os.path.dirname(os.path.abspath(__file__))
RULES = os.path.join(HERE, "bulk.yaml")
METODIKA, BENCHMARK = os.environ["METODIKA"], os.environ["BULK_BENCHMARK"]
CORES = len(os.sched_getaffinity(0))
OUTPUTS = [f"c{i}" for i in range(1, 13)] + ["d1", "d2", "d3", "penalty", "total"]


def run(command, **options):
    """Wall time in seconds and peak memory in megabytes of a process, with what it printed."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, **options)
    text = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0, command
    return time.perf_counter() - start, usage.ru_maxrss / 1024, text


def yardstick(folder, data, *arguments):
    if not folder: return None
    environment = dict(os.environ, PEERBENCH_DATA=data, POLARS_MAX_THREADS=str(CORES))
    command = [sys.executable, os.path.join(folder, arguments[0])] + [str(a) for a in arguments[1:]]
    try:
        _, memory, text = run(command, cwd=folder, env=environment)
        result = json.loads(text.splitlines()[-1])
        return result["bodies_per_s"], result.get("peak_mb", memory)
    except Exception as failure:  # an engine that is not installed
        print(f"  {arguments[0]}: left out ({type(failure).__name__})")
        return None


def metodika(raw, size, threads):
    _, memory, text = run([BENCHMARK, RULES, raw, str(size), str(threads)])
    times = [float(line) for line in text.splitlines() if line[0].isdigit()]
    return size / statistics.median(times), memory


def exact(x):
    """The scores of a body as fractions, written down once more from the methodology itself."""
    clamp = lambda v, low=0, high=1: max(low, min(v, high))
    kind, r = x["kind"], {}
    step = lambda v, edges: sum(v <= e for e in edges)
    r["c1"] = 5 * clamp(x["x01"] / x["x02"])
    r["c2"] = 4 * clamp(1 - abs(x["x03"] - x["x04"]) / x["x04"])
    r["c3"] = F(step(100 * x["x05"] / x["x06"], (5, 10, 15, 20, 30)))
    r["c4"] = 3 * clamp(x["x07"] / (x["x08"] + x["x09"])) if kind != 2 else F(0)
    r["c5"] = F(step(x["x10"], (0, 5, 15)))
    q = x["x11"] / x["x12"]
    r["c6"] = F(5) if q <= F(1, 2) else F(0) if q >= 1 else 10 * (1 - q)
    p = 100 * (x["x13"] + x["x14"] + x["x15"]) / x["x16"]
    r["c7"] = F(sum(p >= e for e in (25, 50, 75, 90))) if kind != 1 else F(0)
    r["c8"] = 2 + 2 * clamp((x["x17"] - x["x18"]) / x["x18"], -1, 1)
    r["c9"] = max(F(0), 5 - x["x19"] / 2)
    r["c10"] = 4 * min(F(1), x["x20"] / x["x21"]) if kind == 0 else F(0)
    r["c11"] = 5 * clamp((x["x22"] + x["x23"] / 2 + x["x24"] / 4) / x["x25"])
    r["c12"] = 4 * clamp(1 - x["x26"] / x["x27"]) + (1 if x["x29"] / x["x30"] >= F(95, 100) else 0)
    r["d1"] = 100 * (3 * r["c1"] + 2 * r["c2"] + 2 * r["c3"] + r["c4"]) / (36 if kind != 2 else 33)
    r["d2"] = 100 * (2 * r["c5"] + 3 * r["c6"] + 2 * r["c7"] + r["c8"]) / (33 if kind != 1 else 25)
    r["d3"] = 100 * (2 * r["c9"] + r["c10"] + 2 * r["c11"] + 3 * r["c12"]) / (39 if kind == 0 else 35)
    r["penalty"] = min(F(5), x["x28"] / 5)
    r["total"] = max(F(0), F(2, 5) * r["d1"] + F(7, 20) * r["d2"] + F(1, 4) * r["d3"] - r["penalty"])
    return r, "DCBA"[sum(r["total"] >= e for e in (50, 70, 85))]


def text(v):
    """A fraction in full where it is a finite decimal, else with twelve significant digits, half up."""
    rest, twos, fives = v.denominator, 0, 0
    while rest % 2 == 0: rest, twos = rest // 2, twos + 1
    while rest % 5 == 0: rest, fives = rest // 5, fives + 1
    if rest == 1:
        places = max(twos, fives)
    else:
        exponent = len(str(v.numerator // v.denominator)) - 1 if v >= 1 else -1
        while v < F(10) ** exponent: exponent -= 1
        places = 11 - exponent
    whole = (v * 10**places * 2 + 1) // 2
    if places <= 0: return str(whole * 10**-places)
    digits = str(whole).zfill(places + 1)
    digits = digits[:-places] + "." + digits[-places:]
    return digits.rstrip("0").rstrip(".")


def verify(bodies, scores, every):
    """How many of every so manieth body, and of all that are near a step, have another line than exact fractions give."""
    wrong = checked = 0
    with open(bodies) as given, open(scores, newline="") as found:
        names = given.readline().strip().split(",")
        found.readline()
        for index, (line, own) in enumerate(zip(given, found, strict=True)):
            if index % every: continue
            cells = line.strip().split(",")
            x = {n: F(c) for n, c in zip(names[1:-1], cells[1:-1])}
            x["kind"] = int(cells[-1][1:])
            values, band = exact(x)
            expected = ",".join([cells[0], cells[-1], ""] + [text(values[n]) for n in OUTPUTS] + [band])
            checked += 1
            wrong += expected != own.rstrip("\r\n")
    return checked, wrong


def table(rows, unit):
    best = next(r[1] for r in rows if r[0].startswith("Metodika"))
    for name, figure, memory in rows:
        print(f"  {name:42} {figure:14,.0f} {unit} {memory:8.0f} MB   Metodika is {best / figure:6.2f} times as fast")


def growth(data, sizes):
    """From file to file, ten times as many bodies at each step."""
    print(f"CSV file to CSV file, {CORES} cores, by the number of bodies")
    for size in sizes:
        subprocess.run([sys.executable, os.path.join(HERE, "generate.py"), data, str(size)], check=True)
        os.remove(f"{data}/bodies_{size}.f64")
        with tempfile.TemporaryDirectory(dir=data) as work:
            rename_kinds(f"{data}/bodies_{size}.csv", f"{work}/bodies.csv")
            os.remove(f"{data}/bodies_{size}.csv")
            command = [METODIKA, "evaluate", "--data", work, "--edition", RULES, "--format", "csv"]
            seconds, memory, _ = run(command + ["--output", f"{data}/scores.csv"])
            os.remove(f"{data}/scores.csv")
        print(f"  {size:12,} {seconds:8.2f} s {1e6 * seconds / size:8.2f} µs a body {memory:8.0f} MB")


def shipped(data, counts):
    """An edition of the repository over its example year again and again, columns beside the exact evaluator."""
    root = os.path.dirname(os.path.dirname(HERE))
    examples, rules = f"{root}/Examples/citizen-interaction", f"{root}/Rules/citizen-interaction/2025-04.yaml"
    bodies = sum(1 for _ in open(f"{examples}/2024/bodies.csv")) - 1
    print(f"edition 2025-04 with its record tables, CSV files to CSV file, {CORES} cores; the exact evaluator with one, up to 10,080 bodies")
    for count in counts:
        work, scores, exact = f"{data}/shipped", f"{data}/scores.csv", f"{data}/exact.csv"
        for year in ["2023", "2024"]: multiply(f"{examples}/{year}", f"{work}/{year}", max(1, round(count / bodies)))
        own = bodies * max(1, round(count / bodies))
        size = sum(os.path.getsize(f"{work}/2024/{name}") for name in os.listdir(f"{work}/2024"))
        command = [METODIKA, "evaluate", "--data", work, "--year", "2024", "--edition", rules, "--format", "csv"]
        seconds, memory, _ = run(command + ["--output", scores])
        print(f"  {own:>9,} bodies, {size / 1e6:7.1f} MB: {seconds:7.2f} s, {memory:5.0f} MB", end="")
        if own <= 10_080:
            _, memory, printed = run([BENCHMARK, "edition", rules, work, "2024", exact])
            found = {name: float(time) for name, time in (line.split() for line in printed.splitlines())}
            assert open(scores, "rb").read() == open(exact, "rb").read()
            print(f"; exactly {found['read'] + found['exact']:7.2f} s, {memory:5.0f} MB, the same lines", end="")
            os.remove(exact)
        print()
        shutil.rmtree(work)
        os.remove(scores)


def multiply(source, target, times):
    """A year's tables with every body so many times, under names of its own."""
    os.makedirs(target)
    for name in os.listdir(source):
        with open(f"{source}/{name}") as given, open(f"{target}/{name}", "w") as out:
            out.write(given.readline())
            rows = [line.rstrip("\n").split(",", 1) for line in given]
            for turn in range(times): out.writelines(f"{body}-{turn},{rest}\n" for body, rest in rows)


def rename_kinds(source, target):
    with open(source) as given, open(target, "w") as out:
        out.write(given.readline())
        for line in given:
            head, kind = line.rstrip("\n").rsplit(",", 1)
            out.write(f"{head},k{kind}\n")


def main():
    arguments = sys.argv[1:]
    folder = os.path.abspath(arguments.pop(0)) if arguments and not arguments[0].isdigit() else None
    sizes = [int(a) for a in arguments] or [40, 10_000, 1_000_000]
    data = os.environ.get("PEERBENCH_DATA") or tempfile.mkdtemp()
    if not all(os.path.exists(f"{data}/bodies_{n}.f64") for n in sizes):
        generator = os.path.join(folder, "gen.py") if folder else os.path.join(HERE, "generate.py")
        subprocess.run([sys.executable, generator, data] + [str(n) for n in sizes], check=True)
    for name, command in [("start-up", [METODIKA, "--version"]), ("load and check the edition", [METODIKA, "check", RULES])]:
        print(f"{name}: {1000 * min(run(command)[0] for _ in range(20)):.1f} ms")
    for size in sizes:
        raw = f"{data}/bodies_{size}.f64"
        print(f"{size} bodies, columns in memory, one core")
        rows = [("Metodika, exact", *metodika(raw, size, 1))]
        for name, *arguments in [
            ("C, doubles, gcc -O3", "b_c.py", size, 1, "double", "-O3"), ("numpy", "b_numpy.py", size),
            ("OpenFisca-core", "b_openfisca.py", size)]:
            if found := yardstick(folder, data, *arguments): rows.append((name, *found))
        table(rows, "bodies/s")
        print(f"{size} bodies, columns in memory, {CORES} cores")
        rows = [("Metodika, exact", *metodika(raw, size, CORES))]
        for name, *arguments in [
            ("C, doubles, gcc -O3", "b_c.py", size, CORES, "double", "-O3"), ("Polars", "b_polars.py", size),
            ("DuckDB", "b_duckdb.py", size)]:
            if found := yardstick(folder, data, *arguments): rows.append((name, *found))
        table(rows, "bodies/s")
    size = sizes[-1]
    with tempfile.TemporaryDirectory() as work:
        bodies, scores = f"{work}/bodies.csv", f"{work}.scores.csv"
        rename_kinds(f"{data}/bodies_{size}.csv", bodies)
        command = [METODIKA, "evaluate", "--data", work, "--edition", RULES, "--format", "csv", "--output", scores]
        runs = [run(command) for _ in range(5)]
        rows = [("Metodika, exact", size / statistics.median(r[0] for r in runs), max(r[1] for r in runs))]
        print(f"{size} bodies, CSV file to CSV file, {CORES} cores (C: one)")
        for engine in ["c", "duckdb2", "polars"] if folder else []:
            try:
                _, _, printed = run([sys.executable, "e2e.py", str(size), engine], cwd=folder, env=dict(os.environ, PEERBENCH_DATA=data))
                result = json.loads(printed.splitlines()[-1])
                rows.append((engine, result["bodies_per_s"], result["peak_mb"]))
            except Exception as failure:
                print(f"  {engine}: left out ({type(failure).__name__})")
        table(rows, "bodies/s")
        every = int(os.environ.get("VERIFY_EVERY", "50"))
        checked, wrong = verify(bodies, scores, every)
        print(f"{wrong} of {checked} lines differ from exact fractions")
        os.remove(scores)
    growth(data, [int(n) for n in os.environ.get("GROWTH", "10000 100000 1000000 10000000").split()])
    shipped(data, [int(n) for n in os.environ.get("SHIPPED", "24 1008 10080 100800").split()])


main()
