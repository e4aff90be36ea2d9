#!/usr/bin/env python3
"""Writes the example data of the methodology `citizen-interaction`.

Every figure is invented. No body, service or number here is a real one, and no real body was the model of any.
The same program always writes the same files, byte for byte: each body and year has its own fixed seed.

    python3 Examples/citizen-interaction/generate.py

writes 2017/ and 2018/ beside itself, and ../broken-data/, in which there is one mistake of each kind.
"""

import random
from pathlib import Path

HERE = Path(__file__).resolve().parent
BROKEN = HERE.parent / "broken-data"

# ---------------------------------------------------------------- what the rule file names

INPUTS = """role inspected barrier_measures late_last_year late_data_facts
refusals_reported refusals_inspection incomplete_reported incomplete_inspection
extra_documents_reported extra_documents_inspection process_breaches_reported process_breaches_inspection
service_complaints service_recipients control_unit control_plan plan_measures plan_measures_done
recommendations_given recommendations_done own_checks_late registry_new_services registry_conclusion
composite_new_services standards_due standards_changed site materials_checked materials_within_5_clicks
materials_within_3_clicks dead_sitemap_links english_version mobile_version main_version_link
complaints_reviewed complaints_late complaints_upheld_court complaints_upheld_superior
complaints_satisfied complaints_explained""".split()

FIELDS = {
    "services": """service provided one_day monitored late_reported late_monitoring late_inspection late_in_failure
        satisfaction way documents_obtainable documents_obtained standard_approved commission_decision
        registered_at_end""".split(),
    "portals": "item language state defects".split(),
    "blog_answers": "language questions answered".split(),
    "search_positions": "engine query position".split(),
    "site_access": "feature failures".split(),
    "site_sections": "section language items_due items_present defects".split(),
    "mobile_sections": "section language items_due items_present defects".split(),
    "facts": "direction description".split(),
}

LANGUAGES = ["kazakh", "russian"]

WAYS = ["portal_or_corporation", "portal_only", "portal_and_paper",
        "corporation_paper", "body_and_corporation", "body_only"]

PORTAL_ITEMS = {
    "both": """data_list data_sets data_updates data_quality programme_report audit_results programme_drafts_quality
        programme_comments programme_notices draft_acts acts_quality acts_comments leader_blog feedback""".split(),
    "central": """balance_sheet performance_report cash_flow_report net_assets_report explanatory_note
        strategic_plan_report bill_concepts acts_evidence""".split(),
    "local": ["acts_notices"],
}
DIALOGUE = ["leader_blog", "feedback"]
MAY_BE_NOT_DUE = ["bill_concepts", "draft_acts", "acts_evidence", "programme_drafts_quality", "audit_results"]

# The requirements of each row of annex 14 that can fail.
FEATURES = dict(browsers=4, menu=3, breadcrumbs=1, site_search=4, formats=4, long_documents=2, dates=2, hyperlinks=3,
                graphics=3, direct_entry=1, text_alternatives=1, motion_stop=1, keyboard=1, skip_links=1,
                error_messages=1, contrast=1, text_resize=1, question_form=1, poll_form=1, rss=2, faq=1,
                visit_counter=1)

# The items of each section, for central and local bodies; None if the section is not due.
SITE_SECTIONS = dict(state_symbols=(3, 3), general_information=(7, 6), civil_service_image=(6, 6), rule_making=(4, 4),
                     current_activity=(11, 11), budget_execution=(4, 3), procurement=(5, 5),
                     working_procedures=(7, None), business_support=(None, 5), public_services=(8, 8),
                     staffing=(4, 4), work_with_public=(6, 6), information_support=(8, 4),
                     region_reference=(None, 8), social_protection=(None, 3), green_economy=(2, 2))
MOBILE_SECTIONS = dict(general_information=(6, 5), business_support=(None, 4), public_services=(3, 3),
                       staffing=(3, 3), work_with_public=(4, 4), information_support=(1, 1),
                       social_protection=(None, 1))

FACTS = {
    "service_quality": ["количество оказанных услуг не совпадает с журналом регистрации",
                        "не показано нарушение срока, видное по карточке заявления",
                        "отказ показан как оказанная услуга"],
    "openness": ["размещение отчёта не подтверждено датой публикации", "набор данных обновлён позже, чем показано"],
    "complaints": ["обращение закрыто раньше, чем дан ответ", "жалоба не зарегистрирована"],
}

# ---------------------------------------------------------------- the bodies

# How good a body is, from 0 to 1, at services, at their automation, at openness, at complaints; and how many
# complaints it reviews in a year.
BODIES = {
    "ministry-a": (0.97, 0.97, 0.97, 0.97, 640),
    "ministry-b": (0.88, 0.85, 0.90, 0.85, 420),
    "ministry-c": (0.80, 0.70, 0.78, 0.80, 310),
    "ministry-d": (0.70, 0.00, 0.62, 0.70, 180),
    "ministry-e": (0.82, 0.75, 0.85, 0.90, 760),
    "ministry-f": (0.85, 0.80, 0.80, 0.90, 350),
    "ministry-g": (0.68, 0.60, 0.70, 0.60, 2400),
    "ministry-h": (0.78, 0.72, 0.88, 0.75, 520),
    "ministry-i": (0.90, 0.98, 0.98, 0.93, 880),
    "agency-j": (0.93, 0.88, 0.92, 0.96, 270),
    "agency-k": (0.75, 0.55, 0.72, 0.85, 7),
    "agency-l": (0.60, 0.42, 0.50, 0.50, 140),
    "ministry-m": (0.72, 0.60, 0.55, 0.65, 230),
    "committee-n": (0.60, 0.35, 0.50, 0.60, 95),
    "region-1": (0.78, 0.65, 0.75, 0.75, 1450),
    "region-2": (0.88, 0.65, 0.82, 0.85, 960),
    "region-3": (0.72, 0.65, 0.68, 0.70, 720),
    "region-4": (0.97, 0.65, 0.96, 0.97, 540),
    "region-5": (0.15, 0.65, 0.12, 0.15, 610),
    "region-6": (0.62, 0.65, 0.50, 0.60, 390),
    "region-7": (0.66, 0.65, 0.80, 0.72, 860),
    "region-8": (0.85, 0.65, 0.90, 0.88, 6800),
}
LETTERS = dict(zip("abcdefghijklmn", "АБВГДЕЖЗИКЛМНО"))
NOUNS = {"ministry": ("Министерство", "министрлігі", "Ministry"), "agency": ("Агентство", "агенттігі", "Agency"),
         "committee": ("Комитет", "комитеті", "Committee")}
ROLES = {"agency-j": "agency", "ministry-i": "digital_ministry"}


def in_year(body, year):
    return not (body == "ministry-m" and year == 2017 or body == "committee-n" and year == 2018)


def kind_of(body):
    return "local" if body.startswith("region") else "central"


def names(body, year):
    noun, sign = body.split("-")
    if noun == "region":
        return f"Регион {sign}", f"{sign}-өңір", f"Region {sign}"
    if body == "ministry-e" and year == 2017:  # a ministry since 2018, with the same id
        noun = "committee"
    ru, kk, en = NOUNS[noun]
    letter = LETTERS[sign]
    return f"{ru} {letter}", f"{letter} {kk}", f"{en} {sign.upper()}"


# ---------------------------------------------------------------- chance

class Chance:
    """Draws that rest on `random()` alone, which every Python gives alike for one seed."""

    def __init__(self, *seed):
        self.source = random.Random("metodika/" + "/".join(str(part) for part in seed))

    def upto(self, high):
        return self.source.random() * high

    def between(self, low, high):
        return low + self.upto(high - low)

    def whole(self, low, high):
        return low + int(self.upto(high - low + 1))

    def yes(self, share):
        return self.source.random() < share

    def bell(self, middle, spread):
        return middle + spread * (sum(self.source.random() for _ in range(12)) - 6)

    def pick(self, things, weights=None):
        if weights is None:
            return things[self.whole(0, len(things) - 1)]
        rest = self.upto(sum(weights))
        for thing, weight in zip(things, weights):
            rest -= weight
            if rest < 0:
                return thing
        return things[-1]

    def successes(self, tries, share):
        return sum(self.yes(share) for _ in range(tries))

    def about(self, expected):
        """A whole number near `expected`."""
        drawn = expected * self.between(0.7, 1.3)
        return int(drawn) + self.yes(drawn - int(drawn))


# ---------------------------------------------------------------- one body in one year

def services_of(body, year, skill, automation):
    lasting = Chance(body, "services")
    chance = Chance(body, year, "services")
    local = kind_of(body) == "local"
    letter = "Р" + body.split("-")[1] if local else LETTERS[body.split("-")[1]]
    weights = [max(0.02, w) for w in (automation * 1.6 - 0.6, automation * 0.9 - 0.1, 0.7 - abs(automation - 0.6),
                                      0.6 - automation * 0.6, 0.5 - automation * 0.5, 0.35 - automation * 0.4)]
    rows = []
    for number in range(1, lasting.whole(12, 25) + 1):
        low, high = lasting.pick([(1000, 5000), (5000, 20000), (20000, 80000), (80000, 380000)], [4, 4, 3, 1])
        provided = int(lasting.between(low, high) * chance.between(0.95, 1.05))
        way = lasting.pick(WAYS[3:], [3, 3, 2]) if automation == 0 else lasting.pick(WAYS, weights)
        one_day = lasting.yes(0.15)
        monitored = lasting.yes(0.8)
        documents = lasting.whole(0, 8)
        level = chance.bell(4.07 + 0.83 * skill, 0.15)
        late = 0
        if chance.yes(0.75 - 0.45 * skill):
            late = min(provided, chance.about(provided * (1 - skill) * (0.0042 if local else 0.0028)))
        row = dict(body=body, service=f"услуга {letter}-{number:02}", provided=provided, one_day=one_day,
                   monitored=monitored, late_reported=late, late_monitoring=None, late_inspection=None,
                   late_in_failure=0, satisfaction=round(max(3.7, min(5.0, level)), 2), way=way,
                   documents_obtainable=documents,
                   documents_obtained=chance.successes(documents, 0.25 + 0.75 * automation if automation else 0.1),
                   standard_approved=chance.yes(0.93 + 0.07 * skill), commission_decision=False,
                   registered_at_end=False)
        if monitored:
            row["late_monitoring"] = late
            if chance.yes(0.15):  # the body sees less than the system
                row["late_reported"] = late - chance.whole(0, min(late, 3))
        rows.append(row)
    if chance.yes(0.5):
        rows[-1]["registered_at_end"] = True
    return rows


def late_found(body, row):
    """The figure that prevails: the inspection's, the monitoring system's, the body's own."""
    if body["inspected"] and row["late_inspection"] is not None:
        return row["late_inspection"]
    return row["late_monitoring"] if row["monitored"] else row["late_reported"]


def inputs_of(body, year, rows, skill, openness, care, reviewed):
    chance = Chance(body, year, "inputs")
    total = sum(row["provided"] for row in rows)
    weak = 1 - skill
    ru, kk, en = names(body, year)
    out = dict.fromkeys(["id", "kind", "name_ru", "name_kk", "name_en"] + INPUTS)
    out.update(id=body, kind=kind_of(body), name_ru=ru, name_kk=kk, name_en=en, role=ROLES.get(body, "ordinary"),
               inspected=False, barrier_measures=chance.yes(0.15 + skill), late_data_facts=chance.about(weak * 60))
    for figure in ["refusals", "incomplete", "extra_documents", "process_breaches"]:
        out[figure + "_reported"] = chance.about(total * weak * 0.00022 * chance.between(0.5, 1.5))
    recipients = int(total * chance.between(0.7, 0.9))
    out.update(service_recipients=recipients, service_complaints=chance.about(recipients * weak * 0.004))
    plan = chance.whole(8, 30)
    advice = chance.whole(3, 12)
    out.update(control_unit=chance.yes(0.3 + skill), control_plan=chance.yes(0.3 + skill), plan_measures=plan,
               plan_measures_done=chance.successes(plan, 0.45 + 0.55 * skill), recommendations_given=advice,
               recommendations_done=chance.successes(advice, 0.4 + 0.6 * skill))
    if kind_of(body) == "central":
        new = chance.pick([0, 0, 1, 2, 3])
        due = chance.whole(3, 14)
        out.update(registry_new_services=new, registry_conclusion=new == 0 and chance.yes(0.2 + 0.8 * skill),
                   composite_new_services=chance.pick([0, 1, 2], [2 * weak, skill, skill / 2]),
                   standards_due=due, standards_changed=chance.successes(due, 0.2 + 0.8 * skill))
    checked = chance.whole(20, 60)
    within_5 = chance.successes(checked, 0.35 + 0.6 * openness)
    out.update(site=True, materials_checked=checked, materials_within_5_clicks=within_5,
               materials_within_3_clicks=chance.successes(within_5, 0.6),
               dead_sitemap_links=chance.about((1 - openness) * 6),
               english_version=chance.pick(["full", "interface", "main_page", "absent"],
                                           [3 * openness, 1, 0.5, 1 - openness]),
               mobile_version=chance.pick(["automatic", "by_link", "absent"],
                                          [4 * openness, 1, max(0.0, 0.8 - openness)]),
               main_version_link=chance.yes(0.3 + 0.75 * openness))
    # The more complaints, the dearer one that is upheld: a tenth of them costs 1, 10 or 100 points.
    upheld = chance.about(reviewed * (1 - care) * (0.25 if reviewed < 1000 else 0.2 if reviewed < 5000 else 0.03))
    court = upheld // 4
    satisfied = int(reviewed * (0.25 + 0.6 * care) * chance.between(0.9, 1.05))
    out.update(complaints_reviewed=reviewed, complaints_late=chance.about(reviewed * (1 - care) * 0.42),
               complaints_upheld_court=court, complaints_upheld_superior=upheld - court,
               complaints_satisfied=satisfied,
               complaints_explained=int((reviewed - satisfied) * chance.between(0.3, 0.7)))
    return out


def records_of(body, year, openness):
    chance = Chance(body, year, "openness")
    local = kind_of(body) == "local"
    weak = 1 - openness
    tables = {name: [] for name in FIELDS if name not in ("services", "facts")}
    for item in PORTAL_ITEMS["both"] + PORTAL_ITEMS[kind_of(body)]:
        state = "placed"
        if chance.yes(weak * 0.5):
            state = "absent"
        elif item in MAY_BE_NOT_DUE and chance.yes(0.15):
            state = "not_due"
        for language in LANGUAGES:
            here = "absent" if state == "placed" and chance.yes(weak * 0.12) else state
            defects = chance.about(weak * 9) if here == "placed" and item not in DIALOGUE else None
            tables["portals"].append(dict(body=body, item=item, language=language, state=here, defects=defects))
    for language in LANGUAGES:
        asked = chance.whole(20, 160)
        answered = asked if chance.yes(openness - 0.3) else int(asked * chance.between(0.4 + 0.35 * openness, 0.99))
        tables["blog_answers"].append(dict(body=body, language=language, questions=asked, answered=answered))
    for engine in ["google", "yandex", "mail_ru"]:
        for query in ["full_name", "short_name"]:
            position = chance.pick([1, chance.whole(2, 10), chance.whole(11, 20), chance.whole(21, 60), 100],
                                   [4 * openness, 2, 2 * weak, weak, 0.4 * weak])
            tables["search_positions"].append(dict(body=body, engine=engine, query=query, position=position))
    for feature, requirements in FEATURES.items():
        tables["site_access"].append(
            dict(body=body, feature=feature, failures=chance.successes(requirements, weak * 0.8)))
    for table, sections in (("site_sections", SITE_SECTIONS), ("mobile_sections", MOBILE_SECTIONS)):
        for section, items in sections.items():
            whole = items[local]
            if whole is None:
                continue
            due = None  # all items of the annex
            if section in ("green_economy", "business_support") and chance.yes(0.15):
                due = 0  # nothing to place
            elif whole > 5 and chance.yes(0.08):
                due = whole - 1
            for language in LANGUAGES:
                present = chance.successes(whole if due is None else due, 0.35 + 0.65 * openness)
                defects = chance.about(weak * 5)
                tables[table].append(dict(body=body, section=section, language=language, items_due=due,
                                          items_present=present, defects=defects))
    return tables


def facts_of(body, year, skill):
    chance = Chance(body, year, "facts")
    counts = {direction: chance.pick([0, 0, 0, 1, 2, 4], [3, 1, 1, 1, 1 - skill, 1 - skill]) for direction in FACTS}
    if body == "agency-l":
        counts["service_quality"] = 27 if year == 2018 else 12  # 27 facts are 5.4 points; 5 are deducted
    return [dict(body=body, direction=direction, description=chance.pick(FACTS[direction]))
            for direction, count in counts.items() for _ in range(count)]


# ---------------------------------------------------------------- what is awkward

def inspect(body, rows, year):
    """An inspection of some services finds other figures than the body and the monitoring system."""
    chance = Chance(body["id"], year, "inspection")
    body["inspected"] = True
    for row in rows[::3]:
        row["late_inspection"] = late_found(body, row) + chance.whole(0, 6)
    rows[0]["late_inspection"] = (rows[0]["late_monitoring"] or 0) + 4  # report < monitoring < inspection
    rows[0]["monitored"], rows[0]["late_monitoring"] = True, rows[0]["late_inspection"] - 2
    rows[0]["late_reported"] = max(0, rows[0]["late_monitoring"] - 2)
    rows[3]["late_inspection"] = 0  # the inspection found less
    body["refusals_inspection"] = body["refusals_reported"] + 5
    body["process_breaches_inspection"] = 0
    # Packages and extra documents were not inspected: the reported figures stand.


def own_checks(body, rows, percent):
    """The body found this share of its late services itself."""
    late = sum(late_found(body, row) for row in rows)
    body["own_checks_late"] = round(late * percent / 100)


def make_awkward(year, bodies, services, tables):
    edges = [4.8, 4.79, 4.6, 4.59, 4.4, 4.2, 4.0, 3.99]
    for row, level in zip(services["ministry-b"], edges):
        row["satisfaction"] = level
    for row, level in zip(services["region-2"], [4.9, 4.89, 4.75, 4.74, 4.6, 4.0, 3.99]):
        row["satisfaction"] = level
    for row in services["ministry-a"]:
        row["satisfaction"] = max(4.8, row["satisfaction"])
    services["region-5"][0]["satisfaction"] = 3.7
    for row in services["ministry-c"]:  # not one service was surveyed
        row["satisfaction"] = None
    for body in ("ministry-h", "region-3", "agency-l"):  # some were not
        for row in services[body][::4]:
            row["satisfaction"] = None
    for body in ("ministry-g", "region-1"):
        inspect(bodies[body], services[body], year)
    for row in [row for row in services["ministry-h"] if not row["one_day"]][:2]:  # days on which the system was down
        row["monitored"] = True
        row["late_monitoring"] = row["late_reported"] = 140
        row["late_in_failure"] = 138
    for row in services["region-4"][:5]:
        row["one_day"] = True
    services["region-4"][0]["late_reported"] = 9  # late, but of one working day: left out
    services["region-4"][0]["monitored"], services["region-4"][0]["late_monitoring"] = False, None
    for row in services["ministry-b"][2:5]:
        row["commission_decision"] = True
    for body, owner in bodies.items():
        chance = Chance(body, year, "own checks")
        own_checks(owner, services[body], chance.pick([12, 35, 42, 55, 70, 85]))
    own_checks(bodies["region-3"], services["region-3"], 25)
    if year == 2018:
        own_checks(bodies["ministry-m"], services["ministry-m"], 29)
        bodies["ministry-m"]["late_last_year"] = 260  # there is no 2017 of this body to look it up in
        bodies["region-6"]["late_last_year"] = 900  # nor can it be summed for this one
        services["region-8"].append(dict(services["region-8"][-1], service="услуга Р8-99", provided=0, late_reported=0,
                                         late_monitoring=0, satisfaction=None))  # new: not rendered yet
    else:
        row = next(row for row in services["region-6"] if not row["one_day"])
        row.update(monitored=False, late_monitoring=None, late_reported=None)

    missing = bodies["ministry-f"]
    if year == 2018:  # nothing on complaints
        for name in missing:
            if name.startswith("complaints_"):
                missing[name] = None
    few = bodies["agency-k"]  # fewer than ten complaints
    few.update(complaints_reviewed=7, complaints_late=1, complaints_upheld_court=0, complaints_upheld_superior=1,
               complaints_satisfied=4, complaints_explained=2)
    bodies["region-7"]["late_data_facts"] = 310  # 6.2 points; 5 are deducted
    bodies["region-6"]["mobile_version"] = "absent"
    bodies["region-6"]["main_version_link"] = None
    for row in tables["mobile_sections"]:
        if row["body"] == "region-6":
            row["items_present"] = row["defects"] = 0
    for row in tables["blog_answers"]:
        if row["body"] in ("agency-k", "region-2"):  # exactly 70 % in one language, all or just above in the other
            row.update(dict(questions=90, answered=63) if row["language"] == "russian"
                       else dict(questions=1000, answered=701))
        if row["body"] == "committee-n" and row["language"] == "kazakh":
            row.update(questions=0, answered=0)


def year_of(year):
    bodies, services = {}, {}
    tables = {name: [] for name in FIELDS}
    for body, (skill, automation, openness, care, reviewed) in BODIES.items():
        if not in_year(body, year):
            continue
        if year == 2017:  # most were a little worse, a few better
            worse = Chance(body, "drift").between(-0.03, 0.10)
            skill, openness, care = (max(0.02, value - worse) for value in (skill, openness, care))
            automation = automation and max(0.05, automation - abs(worse))
            reviewed = int(reviewed * 0.93)
        rows = services[body] = services_of(body, year, skill, automation)
        bodies[body] = inputs_of(body, year, rows, skill, openness, care, reviewed)
        for table, records in records_of(body, year, openness).items():
            tables[table] += records
        tables["facts"] += facts_of(body, year, skill)
    make_awkward(year, bodies, services, tables)
    tables["services"] = [row for rows in services.values() for row in rows]
    return list(bodies.values()), tables


# ---------------------------------------------------------------- tables as people have them

class Style:
    def __init__(self, separator=",", encoding="utf-8", yes_no=("yes", "no"), comma=False, group="", nothing="",
                 line="\n"):
        self.separator, self.encoding, self.yes_no, self.comma = separator, encoding, yes_no, comma
        self.group, self.nothing, self.line = group, nothing, line

    def cell(self, value):
        if value is None:
            return self.nothing
        if isinstance(value, bool):
            return self.yes_no[0 if value else 1]
        if isinstance(value, int):
            return f"{value:,}".replace(",", self.group)
        if isinstance(value, float):
            return f"{value:.2f}".replace(".", "," if self.comma else ".")
        if any(sign in value for sign in (self.separator, '"', "\n")):
            return '"' + value.replace('"', '""') + '"'
        return value

    def lines(self, columns, rows):
        return [self.separator.join(columns)] + [
            self.separator.join(self.cell(row[column]) for column in columns) for row in rows]

    def write(self, path, lines):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes("".join(text + self.line for text in lines).encode(self.encoding))


OLD = Style(";", "cp1251", ("да", "нет"), comma=True, group=" ", nothing="н/д", line="\r\n")
OLD_BLANK = Style(";", "cp1251", ("да", "нет"), comma=True, group="\u00a0", line="\r\n")
NEW = Style()
NEW_SERVICES = Style(";", "utf-8-sig", ("иә", "жоқ"), comma=True, line="\r\n")

BODY = ["id", "kind", "name_ru", "name_kk", "name_en"]


def write_year(year):
    bodies, tables = year_of(year)
    folder = HERE / str(year)
    if year == 2017:
        # Windows-1251 has no ө, ң or қ, so that there are no Kazakh names in it.
        columns = [name for name in BODY if name != "name_kk"] + INPUTS
        OLD.write(folder / "bodies.csv", OLD.lines(columns, bodies))
    else:
        NEW.write(folder / "bodies.csv", NEW.lines(BODY + INPUTS, bodies))
    for table, fields in FIELDS.items():
        style = OLD_BLANK if year == 2017 else NEW_SERVICES if table == "services" else NEW
        lines = style.lines(["body"] + fields, tables[table])
        if year == 2017 and table == "facts":
            lines += [";;"] * 3  # what a spreadsheet program leaves below a table
        style.write(folder / f"{table}.csv", lines)
    return len(bodies), len(tables["services"]), len(tables["facts"])


# ---------------------------------------------------------------- one mistake of each kind

def write_broken():
    ids = ["ministry-a", "ministry-b", "region-1"]
    bodies, tables = year_of(2018)
    bodies = [body for body in bodies if body["id"] in ids]
    tables = {name: [row for row in rows if row["body"] in ids] for name, rows in tables.items()}
    tables["services"] = [row for body in ids for row in [r for r in tables["services"] if r["body"] == body][:4]]

    def change(lines, row, column, value, separator):
        cells = lines[row].split(separator)
        cells[lines[0].split(separator).index(column)] = value
        lines[row] = separator.join(cells)

    lines = NEW.lines(BODY + INPUTS, bodies)
    change(lines, 1, "plan_measures_done", "99", ",")                   # more carried out than planned
    change(lines, 1, "complaints_late", "many", ",")                    # no number
    change(lines, 2, "refusals_reported", "-3", ",")                    # negative count
    change(lines, 2, "inspected", "maybe", ",")                         # neither yes nor no
    change(lines, 2, "standards_due", "7.5", ",")                       # not whole
    change(lines, 3, "mobile_version", "by_links", ",")                 # no such choice
    lines.append(lines[1])                                              # the same body again
    change(lines, 4, "plan_measures_done", "1", ",")
    change(lines, 4, "complaints_late", "1", ",")
    lines.append(lines[3].replace("region-1", "region-2").replace("local", "regional")  # unknown kind
                 .replace("Регион 1,1-өңір,Region 1", "Регион 2,2-өңір,Region 2"))
    change(lines, 5, "mobile_version", "by_link", ",")
    lines.append("region-3,local,Регион 3")                             # cells are absent
    lines[0] = lines[0].replace("barrier_measures", "barier_measures")  # unknown column
    NEW.write(BROKEN / "bodies.csv", lines)

    style = NEW_SERVICES
    lines = style.lines(["body"] + FIELDS["services"], tables["services"])
    change(lines, 2, "late_reported", "999999999", ";")                 # late > total
    change(lines, 3, "provided", "12,345", ";")                         # was a thousands sign meant?
    change(lines, 4, "satisfaction", "5,1", ";")                        # out of range
    change(lines, 6, "service", lines[5].split(";")[1], ";")            # the same service again
    change(lines, 7, "way", "portal", ";")                              # no such choice
    change(lines, 8, "body", "ministry-z", ";")                         # record of an unknown body
    lines = [lines[0] + ";late"] + [text + ";0" for text in lines[1:]]  # what the rules compute themselves
    style.write(BROKEN / "services.csv", lines)

    for table, fields in FIELDS.items():
        if table in ("services", "facts"):
            continue
        lines = NEW.lines(["body"] + fields, tables[table])
        if table == "portals":
            # A row of a central body given to the local one, and one row left out.
            row = next(number for number, text in enumerate(lines) if text.startswith("region-1,acts_notices"))
            lines[row] = lines[row].replace("acts_notices", "bill_concepts")
        if table == "search_positions":
            change(lines, 2, "position", "0", ",")                      # below the least place
        if table == "site_access":
            lines[0] += ",points"                                       # an unknown column with values
            lines[1:] = [text + ",1" for text in lines[1:]]
        if table == "mobile_sections":
            lines = [text + "," + text.split(",")[-1] for text in lines]  # one column twice
        if table == "blog_answers":
            lines[1] += ",,7"                                           # more cells than columns
        NEW.write(BROKEN / f"{table}.csv", lines)
    # A table with a misspelt name is not read; so that it is told.
    NEW.write(BROKEN / "fact.csv", NEW.lines(["body"] + FIELDS["facts"], tables["facts"]))


if __name__ == "__main__":
    for year in (2017, 2018):
        print(f"{year}: %d bodies, %d services, %d facts" % write_year(year))
    write_broken()
