#!/usr/bin/env python3
"""Writes the example data of the methodology `citizen-interaction`, 2016 to 2024, beside itself.

Every figure is invented. No body, service or number here is a real one, and no real body was the model of any.
The same program always writes the same files, byte for byte: each body, year and topic has its own fixed seed.

    python3 Examples/citizen-interaction/generate.py

Who is there and how good they are stands in `generator/bodies.py`, what each edition asks for in `generator/forms.py`,
and what is odd on purpose in `generator/awkward.py`.
"""

import sys
from pathlib import Path

sys.dont_write_bytecode = True

from generator.awkward import make_awkward
from generator.bodies import YEARS, bodies_of
from generator.complaints import complaint_inputs, facts_of
from generator.forms import FORMS
from generator.openness import ROWS, openness_inputs
from generator.services import automation_inputs, service_inputs, services_of
from generator.tables import write_table

HERE = Path(__file__).resolve().parent
BODY = ["id", "kind", "name_ru", "name_kk", "name_en", "role"]


class Draft:
    """A year before it is written: inputs and services by body, the other tables as they will stand."""

    def __init__(self, year):
        form = FORMS[year]
        self.inputs, self.services = {}, {}
        self.tables = {table: [] for table in form.tables if table != "services"}
        for body in bodies_of(year):
            rows = self.services[body.id] = services_of(body, year)
            ru, kk, en = body.names(year)
            role = body.role(year)
            self.inputs[body.id] = dict(
                id=body.id, kind=body.kind, name_ru=ru, name_kk=kk, name_en=en,
                role=role if role in form.roles else "ordinary", **service_inputs(body, year, rows),
                **automation_inputs(body, year, rows), **openness_inputs(body, year), **complaint_inputs(body, year))
            for table, records in self.tables.items():
                draw = facts_of if table == "facts" else ROWS[form.sources.get(table, table)]
                records += draw(form, body, year)


def write_year(year):
    form, draft = FORMS[year], Draft(year)
    make_awkward(year, draft)
    draft.tables["services"] = [row for rows in draft.services.values() for row in rows]
    folder = HERE / str(year)
    write_table(folder, year, "bodies", BODY + form.inputs, draft.inputs.values())
    for table, fields in form.tables.items():
        write_table(folder, year, table, ["body"] + fields, draft.tables[table])
    counts = ", ".join(f"{len(rows)} {table}" for table, rows in draft.tables.items())
    print(f"{year} by {form.edition}: {len(draft.inputs)} bodies, {counts}")


if __name__ == "__main__":
    for year in YEARS:
        write_year(year)
