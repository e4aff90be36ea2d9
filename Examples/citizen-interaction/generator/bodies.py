"""The bodies, the years in which each is there, its names, and how good it is: what drives all its figures."""

from collections import namedtuple
from dataclasses import dataclass, field

from .chance import Chance

YEARS = range(2016, 2025)

# How good a body is in a year at services, at their automation, at openness and at complaints, from 0 to 1.
Quality = namedtuple("Quality", "services automation openness complaints")


@dataclass
class Body:
    id: str
    start: Quality                     # in 2017, or in its first year if that is later
    growth: float = 0.08               # the share of what it lacks that it makes good each year; below 0 it loses
    reviewed: int = 500                # complaints that it reviews in a year
    years: range = YEARS
    shocks: dict = field(default_factory=dict)   # a bad or a good year: what is added to all qualities
    without: tuple = ()                # years in which it is not evaluated
    roles: dict = field(default_factory=dict)    # its role from a year on
    renamed: dict = field(default_factory=dict)  # its names from a year on: Russian, Kazakh, English
    volume: dict = field(default_factory=dict)   # from a year on the share of its services that it still renders
    electronic_since: int = 2016       # before that year not one of its services is electronic

    @property
    def kind(self):
        return "local" if self.id.startswith("region") else "central"

    def present(self, year):
        return year in self.years and year not in self.without

    def names(self, year):
        return latest(self.renamed, year, default_names(self.id))

    def role(self, year):
        return latest(self.roles, year, "ordinary")

    def size(self, year):
        return latest(self.volume, year, 1)

    def quality(self, year):
        since = max(self.years.start, 2017)
        chance = Chance(self.id, year, "quality")
        values = []
        for name, start in zip(Quality._fields, self.start):
            pace = self.growth + (0.05 if name == "automation" and self.growth > 0 else 0)  # it comes on everywhere
            lacking = (1 - start) * (1 - pace) ** (year - since)
            value = 1 - lacking + self.shocks.get(year, 0) + chance.bell(0, 0.015)
            values.append(max(0.02, min(0.985, value)))
        quality = Quality(*values)
        return quality if year >= self.electronic_since else quality._replace(automation=0)


def latest(by_year, year, otherwise):
    """What holds in the year of what holds from a year on."""
    held = [since for since in by_year if since <= year]
    return by_year[max(held)] if held else otherwise


NOUNS = {"ministry": ("Министерство", "министрлігі", "Ministry"), "agency": ("Агентство", "агенттігі", "Agency"),
         "committee": ("Комитет", "комитеті", "Committee")}
LETTERS = dict(zip("abcdefghijklmnop", "АБВГДЕЖЗИКЛМНОПР"))


def default_names(id):
    noun, sign = id.split("-")
    if noun == "region":
        return f"Регион {sign}", f"{sign}-өңір", f"Region {sign}"
    ru, kk, en = NOUNS[noun]
    letter = LETTERS[sign]
    return f"{ru} {letter}", f"{letter} {kk}", f"{en} {sign.upper()}"


COMMITTEE_E = default_names("committee-e")
MINISTRY_E = default_names("ministry-e")

BODIES = [
    Body("ministry-a", Quality(0.97, 0.97, 0.97, 0.97), 0.02, 640),
    Body("ministry-b", Quality(0.88, 0.85, 0.90, 0.85), 0.10, 420, roles={2016: "finance_ministry"}),
    Body("ministry-c", Quality(0.80, 0.70, 0.78, 0.80), 0.09, 310, roles={2019: "foreign_ministry"},
         renamed={2020: ("Министерство В и Р", "В және Р министрлігі", "Ministry C and P")}),
    Body("ministry-d", Quality(0.70, 0.30, 0.62, 0.70), 0.10, 180, without=(2020,), electronic_since=2021),
    Body("ministry-e", Quality(0.82, 0.75, 0.85, 0.90), 0.07, 760, roles={2019: "information_ministry"},
         renamed={2016: COMMITTEE_E, 2017: MINISTRY_E}),
    Body("ministry-f", Quality(0.87, 0.82, 0.84, 0.90), -0.16, 350, roles={2024: "justice_ministry"}),
    Body("ministry-g", Quality(0.68, 0.60, 0.70, 0.62), 0.06, 2400, roles={2019: "defence_ministry"}),
    Body("ministry-h", Quality(0.78, 0.72, 0.88, 0.75), 0.05, 520, years=range(2016, 2022)),
    Body("ministry-i", Quality(0.90, 0.98, 0.98, 0.93), 0.08, 880, roles={2016: "digital_ministry"},
         shocks={2021: -0.07}),
    Body("agency-j", Quality(0.93, 0.88, 0.92, 0.96), 0.05, 270, roles={2016: "agency"}),
    Body("agency-k", Quality(0.75, 0.55, 0.72, 0.85), 0.05, 7, years=range(2016, 2019)),
    Body("agency-l", Quality(0.60, 0.42, 0.50, 0.50), 0.03, 140, years=range(2016, 2019)),
    Body("ministry-m", Quality(0.72, 0.60, 0.55, 0.65), 0.12, 230, years=range(2017, 2025),
         volume={2022: 1.6}),
    Body("committee-n", Quality(0.60, 0.35, 0.50, 0.60), 0.05, 95, years=range(2016, 2017)),
    Body("ministry-o", Quality(0.58, 0.55, 0.52, 0.62), 0.20, 330, years=range(2019, 2025)),
    Body("agency-p", Quality(0.84, 0.80, 0.80, 0.86), 0.08, 410, years=range(2021, 2025),
         roles={2021: "national_bank"}),
    Body("region-1", Quality(0.78, 0.65, 0.75, 0.75), 0.08, 1450),
    Body("region-2", Quality(0.88, 0.72, 0.86, 0.86), 0.10, 960, shocks={2020: -0.30, 2021: -0.12}),
    Body("region-3", Quality(0.72, 0.65, 0.68, 0.70), 0.07, 720, volume={2018: 0.7}),
    Body("region-4", Quality(0.97, 0.65, 0.96, 0.97), 0.02, 540),
    Body("region-5", Quality(0.15, 0.45, 0.12, 0.15), 0.13, 610, volume={2022: 0.6}),
    Body("region-6", Quality(0.62, 0.65, 0.50, 0.60), 0.09, 390),
    Body("region-7", Quality(0.72, 0.65, 0.82, 0.78), -0.07, 860, volume={2022: 0.75}),
    Body("region-8", Quality(0.85, 0.65, 0.90, 0.88), 0.07, 6800, volume={2022: 0.8}),
    Body("region-9", Quality(0.66, 0.60, 0.60, 0.68), 0.10, 280, years=range(2018, 2025), volume={2018: 0.6}),
    Body("region-10", Quality(0.60, 0.70, 0.55, 0.60), 0.18, 240, years=range(2022, 2025), volume={2022: 0.5}),
    Body("region-11", Quality(0.74, 0.75, 0.70, 0.76), 0.15, 260, years=range(2022, 2025), volume={2022: 0.5}),
    Body("region-12", Quality(0.66, 0.72, 0.62, 0.70), 0.15, 150, years=range(2022, 2025), volume={2022: 0.4}),
]


def bodies_of(year):
    return [body for body in BODIES if body.present(year)]
