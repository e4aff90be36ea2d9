"""Runs exported queries on an engine and compares every score with that of the exact evaluator.

Usage: engines.py ENGINE FOLDER...

Each folder is a case: schema.sql makes and fills the tables, query.sql is the exported query, scores.json is what
`metodika evaluate --format json` says of the same data. PostgreSQL is reached by the variables PGHOST and PGUSER.
Prints a line for each case, and the differences; the exit status is 1 if there are any.
"""

import csv
import decimal
import io
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

# Scores are compared to this many significant digits, which is what the evaluator prints of endless decimals.
DIGITS = 11


def postgres(case):
    """Each case has a database of its own."""
    name = "case_%d" % abs(hash(str(case)))
    run = ["psql", "--no-psqlrc", "--quiet", "--csv", "--set", "ON_ERROR_STOP=1"]
    subprocess.run(run + ["-d", "postgres", "-c", f'CREATE DATABASE "{name}"'], check=True)
    subprocess.run(run + ["-d", name, "-f", str(case / "schema.sql")], check=True, stdout=subprocess.DEVNULL)
    result = subprocess.run(run + ["-d", name, "-f", str(case / "query.sql")], check=True, stdout=subprocess.PIPE)
    return list(csv.DictReader(io.StringIO(result.stdout.decode("utf-8"))))


def duckdb(case):
    import duckdb as engine

    with engine.connect() as connection:
        connection.execute((case / "schema.sql").read_text("utf-8"))
        cursor = connection.execute((case / "query.sql").read_text("utf-8"))
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row)) for row in cursor.fetchall()]


class Spark:
    session = None

    def __call__(self, case):
        from pyspark.sql import SparkSession

        if Spark.session is None:
            folder = tempfile.mkdtemp(prefix="metodika-spark-")
            settings = {
                "spark.ui.enabled": "false",
                "spark.sql.shuffle.partitions": "1",
                "spark.default.parallelism": "1",
                "spark.sql.adaptive.enabled": "false",
                "spark.sql.codegen.wholeStage": "false",
                "spark.sql.codegen.factoryMode": "NO_CODEGEN",
                "spark.sql.warehouse.dir": folder,
                "spark.local.dir": folder,
                "spark.driver.host": "127.0.0.1",
                "spark.driver.bindAddress": "127.0.0.1",
            }
            builder = SparkSession.builder.master("local[2]").appName("metodika")
            for name, value in settings.items():
                builder = builder.config(name, value)
            Spark.session = builder.getOrCreate()
            Spark.session.sparkContext.setLogLevel("ERROR")
        session = Spark.session
        name = "case_%d" % abs(hash(str(case)))
        session.sql(f"CREATE DATABASE {name}")
        session.sql(f"USE {name}")
        for statement in (case / "schema.sql").read_text("utf-8").split(";\n"):
            if statement.strip():
                session.sql(statement)
        text = (case / "query.sql").read_text("utf-8").rstrip()
        return [row.asDict() for row in session.sql(text.removesuffix(";")).collect()]


def number(value):
    """The value as a decimal; `None` for what is missing."""
    return None if value in (None, "") else decimal.Decimal(str(value))


def close(left, right):
    if left is None or right is None:
        return left is right
    scale = max(decimal.Decimal(1), abs(left), abs(right))
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
            status, value = row.get(name + " status"), number(row.get(name))
            if status != score["status"] or not close(value, number(score.get("value"))):
                differences.append(
                    f"{body['id']}: {name} is {status} {value} instead of {score['status']} {score.get('value')}")
    return compared, differences


def main(engine, cases):
    run = {"postgres": postgres, "duckdb": duckdb, "spark": Spark()}[engine]
    failed = False
    for case in map(pathlib.Path, cases):
        start = time.monotonic()
        try:
            compared, differences = compare(case, run(case))
        except Exception as error:  # The engine's own words are what a person needs.
            compared, differences = 0, [str(error)]
        seconds = time.monotonic() - start
        print(f"{engine} {case.name}: {compared} compared, {len(differences)} differ, {seconds:.1f} s", flush=True)
        for difference in differences[:20]:
            print("  " + difference)
        failed = failed or bool(differences)
    return 1 if failed else 0


if __name__ == "__main__":
    decimal.getcontext().prec = 60
    sys.exit(main(sys.argv[1], sys.argv[2:]))
