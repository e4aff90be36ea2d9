"""Runs exported queries on an engine and compares every score with that of the exact evaluator.

Usage: engines.py ENGINE FOLDER...

Each folder is a case: schema.sql makes and fills the tables, query.sql is the exported query, scores.json is what
`metodika evaluate --format json` says of the same data, period.txt names the period under evaluation. PostgreSQL is
started for the cases, in a folder of its own and on a socket in it, and stopped after them; DuckDB and Spark run inside
this program. Prints a line for each case, and the differences; the exit status is 1 if there are any.
"""

import concurrent.futures
import contextlib
import csv
import decimal
import glob
import io
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

# Scores are compared to this many significant digits; the evaluator prints 12 of an endless decimal.
DIGITS = 11


@contextlib.contextmanager
def postgres():
    """A server of our own; each case has a database of its own."""
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin")) + [os.path.dirname(shutil.which("pg_ctl") or "")]
    binaries = pathlib.Path(found[0])
    folder = pathlib.Path(tempfile.mkdtemp(prefix="metodika-postgres-", dir="/tmp"))
    # The server refuses to run as root.
    user = None
    if os.geteuid() == 0:
        user = "nobody"
        shutil.chown(folder, user)
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "PGHOST": str(folder), "PGUSER": "metodika"}

    def run(program, *arguments, **options):
        options = {"check": True, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT} | options
        return subprocess.run(
            [binaries / program, *map(str, arguments)], env=environment, user=user, cwd=folder, **options).stdout

    def query(case):
        name = case.name.replace("-", "_")
        psql = ["--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1"]
        run("psql", *psql, "-d", "postgres", "-c", f'CREATE DATABASE "{name}"')
        for file in ("schema.sql", "query.sql"):
            with open(case / file, "rb") as text:
                result = run("psql", *psql, "--csv", "-d", name, stdin=text, stderr=None)
        return list(csv.DictReader(io.StringIO(result.decode("utf-8"))))

    try:
        run("initdb", "-D", folder / "data", "-U", "metodika", "-A", "trust", "-E", "UTF8", "--no-sync")
        # The server keeps what it inherits open, so that it must not inherit a pipe that we read.
        settings = f"-c listen_addresses='' -c fsync=off -k {folder}"
        run("pg_ctl", "-D", folder / "data", "-o", settings, "-w", "-l", folder / "log", "start",
            stdout=subprocess.DEVNULL)
        try:
            yield query
        finally:
            run("pg_ctl", "-D", folder / "data", "-m", "immediate", "-w", "stop", stdout=subprocess.DEVNULL)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def duckdb():
    import duckdb as engine

    def query(case):
        with engine.connect() as connection:
            connection.execute((case / "schema.sql").read_text("utf-8"))
            cursor = connection.execute((case / "query.sql").read_text("utf-8"))
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row)) for row in cursor.fetchall()]

    yield query


@contextlib.contextmanager
def spark():
    from pyspark.sql import SparkSession

    folder = tempfile.mkdtemp(prefix="metodika-spark-")
    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.shuffle.partitions": "1",
        "spark.default.parallelism": "1",
        "spark.sql.adaptive.enabled": "false",
        # The tables are small: compiling code for them takes longer than doing without.
        "spark.sql.codegen.wholeStage": "false",
        "spark.sql.codegen.factoryMode": "NO_CODEGEN",
        "spark.sql.warehouse.dir": folder,
        "spark.local.dir": folder,
        "spark.driver.memory": "3g",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
    }
    builder = SparkSession.builder.master("local[2]").appName("metodika")
    for name, value in settings.items():
        builder = builder.config(name, value)
    first = builder.getOrCreate()
    first.sparkContext.setLogLevel("OFF")

    def query(case):
        session = first.newSession()
        name = "case_" + case.name.replace("-", "_")
        session.sql(f"CREATE DATABASE {name}")
        session.sql(f"USE {name}")
        for statement in (case / "schema.sql").read_text("utf-8").split(";\n"):
            if statement.strip():
                session.sql(statement)
        text = (case / "query.sql").read_text("utf-8").rstrip()
        return [row.asDict() for row in session.sql(text.removesuffix(";")).collect()]

    try:
        yield query
    finally:
        first.stop()
        shutil.rmtree(folder, ignore_errors=True)


def plain(value):
    """The value as a decimal or a text; `None` for what is missing."""
    text = {"None": "", "True": "yes", "False": "no", "t": "yes", "f": "no"}.get(str(value), str(value))
    try:
        return decimal.Decimal(text) if text else None
    except decimal.InvalidOperation:
        return text


def close(left, right):
    if not isinstance(left, decimal.Decimal) or not isinstance(right, decimal.Decimal):
        return left == right
    scale = max(decimal.Decimal(1), abs(left), abs(right))
    # The precision of a thread is its own.
    with decimal.localcontext(prec=60):
        return abs(left - right) <= scale * decimal.Decimal(10) ** -DIGITS


def compare(case, rows):
    """The number of scores compared, and what differs."""
    scores = json.loads((case / "scores.json").read_text("utf-8"))
    found = {row["id"]: row for row in rows if str(row["period"]) == (case / "period.txt").read_text().strip()}
    differences, compared = [], 0
    if len(found) != len(scores["bodies"]):
        differences.append(f"{len(found)} bodies instead of {len(scores['bodies'])}")
    for body in scores["bodies"]:
        row = found.get(body["id"], {})
        compared += 1
        if (row.get("band") or None) != body.get("band"):
            differences.append(f"{body['id']}: band {row.get('band')} instead of {body.get('band')}")
        for name, score in body["scores"].items():
            compared += 1
            status, value = row.get(name + " status"), plain(row.get(name))
            if status != score["status"] or not close(value, plain(score.get("value"))):
                differences.append(
                    f"{body['id']}: {name} is {status} {value} instead of {score['status']} {score.get('value')}")
    return compared, differences


def judge(case, query):
    """What is to be said of a case, and whether it is good."""
    start = time.monotonic()
    try:
        compared, differences = compare(case, query(case))
    except Exception as error:  # The engine's own words are what a person needs.
        # A random formula can need more than the 38 digits of DuckDB, which stops then, as the query says it will.
        if case.name.startswith("random-") and "Out of Range Error: Overflow" in str(error):
            return f"{case.name}: stopped for want of digits", True
        compared, differences = 0, [str(error)[:2000]]
    seconds = time.monotonic() - start
    lines = [f"{case.name}: {compared} compared, {len(differences)} differ, {seconds:.1f} s"]
    return "\n  ".join(lines + differences[:20]), not differences


def main(engine, cases):
    cases = [pathlib.Path(case) for case in cases]
    with {"postgres": postgres, "duckdb": duckdb, "spark": spark}[engine]() as query:
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            results = list(pool.map(lambda case: judge(case, query), cases))
    for text, _ in results:
        print(text)
    return 0 if all(good for _, good in results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
