"""What is awkward in the data, on purpose. `README.md` says where each case is."""

from .chance import Chance
from .services import late_found

INSPECTED = {2016: ["ministry-g", "region-1"], 2017: ["ministry-g", "region-1"], 2018: ["agency-l", "region-5"],
             2019: ["ministry-h", "region-9"], 2020: ["ministry-f", "region-7"], 2021: ["ministry-o", "region-2"],
             2022: ["ministry-m", "region-6"], 2023: ["ministry-f", "region-10"], 2024: ["ministry-d", "region-7"]}
# Days on which the Monitoring system was down.
FAILURES = {2016: "ministry-h", 2017: "ministry-h", 2018: "ministry-e", 2020: "ministry-g", 2022: "region-1",
            2024: "ministry-o"}
UNSURVEYED = {2016: ["ministry-c"], 2017: ["ministry-c"], 2020: ["agency-j"]}
# What is secret of a budget that is secret in part.
SECRET = ["balance_sheet", "performance_report", "cash_flow_report", "programme_report"]


def make_awkward(year, draft):
    surveys(year, draft)
    for body in INSPECTED[year]:
        inspect(year, draft.inputs[body], draft.services[body])
    if year in FAILURES:
        fail(draft.services[FAILURES[year]])
    if year <= 2017:
        first_years(draft)
    if "agency-k" in draft.inputs:  # fewer than ten complaints
        draft.inputs["agency-k"].update(
            complaints_received=8, complaints_reviewed=7, complaints_late=1, complaints_upheld_court=0,
            complaints_upheld_superior=1 if year == 2017 else 0, complaints_satisfied=4, complaints_explained=2,
            complaints_repeated=1, complaints_repeated_satisfied=0, complaints_disciplined=1,
            complaints_discipline_impossible=0)
    if year in CASES:
        CASES[year](draft)


def surveys(year, draft):
    """Satisfaction at the edges of the scale and beside them; services that nobody was asked about."""
    services = draft.services
    if year <= 2017:
        for row, level in zip(services["ministry-b"], [4.8, 4.79, 4.6, 4.59, 4.4, 4.2, 4.0, 3.99]):
            row["satisfaction"] = level
        for row, level in zip(services["region-2"], [4.9, 4.89, 4.75, 4.74, 4.6, 4.0, 3.99]):
            row["satisfaction"] = level
        services["region-5"][0]["satisfaction"] = 3.7
    for row in services["ministry-a"]:
        row["satisfaction"] = max(4.8, row["satisfaction"])
    for body in UNSURVEYED.get(year, []):
        for row in services[body]:
            row["satisfaction"] = None
    for body in ("ministry-h", "region-3", "agency-l"):  # some were not
        for row in services.get(body, [])[::4]:
            row["satisfaction"] = None


def inspect(year, inputs, rows):
    """An inspection of some services finds other figures than the body and the monitoring system."""
    chance = Chance(inputs["id"], year, "inspection")
    inputs["inspected"] = True
    for row in rows[::3]:
        row["late_inspection"] = min(row["provided"], late_found(inputs, row) + chance.whole(0, 6))
    rows[0]["late_inspection"] = (rows[0]["late_monitoring"] or 0) + 4  # report < monitoring < inspection
    rows[0]["monitored"], rows[0]["late_monitoring"] = True, rows[0]["late_inspection"] - 2
    rows[0]["late_reported"] = max(0, rows[0]["late_monitoring"] - 2)
    rows[3]["late_inspection"] = rows[3]["late_portal"] = 0  # the inspection found less
    inputs["refusals_inspection"] = inputs["refusals_reported"] + 5
    inputs["process_breaches_inspection"] = 0
    # Packages and extra documents were not inspected: the reported figures stand.


def find_itself(inputs, rows, percent):
    """The body found this share of its late services itself."""
    inputs["own_checks_late"] = round(sum(late_found(inputs, row) for row in rows) * percent / 100)


def fail(rows):
    for row in [row for row in rows if not row["one_day"]][:2]:
        row["monitored"] = True
        row["late_monitoring"] = row["late_reported"] = 140
        row["late_in_failure"] = row["provided_in_failure"] = 138
        row["late_portal"], row["provided_portal"] = 0, min(row["provided_portal"], row["provided"] - 138)


def first_years(draft):
    """What 2016 and 2017 have in common."""
    services, inputs, tables = draft.services, draft.inputs, draft.tables
    for row in services["region-4"][:5]:
        row["one_day"] = True
    # Late, but of one working day: left out.
    services["region-4"][0].update(late_reported=9, late_portal=0, monitored=False, late_monitoring=None)
    for row in services["ministry-b"][2:5]:
        row["commission_decision"] = True
    inputs["region-7"]["late_data_facts"] = 310  # 6.2 points; 5 are deducted
    inputs["region-6"].update(mobile_version="absent", main_version_link=None)
    for row in tables["mobile_sections"]:
        if row["body"] == "region-6":
            row["items_present"] = row["defects"] = 0
    for row in tables["blog_answers"]:
        if row["body"] in ("agency-k", "region-2"):  # exactly 70 % in one language, all or just above in the other
            row.update(dict(questions=90, answered=63) if row["language"] == "russian"
                       else dict(questions=1000, answered=701))
        if row["body"] == "committee-n" and row["language"] == "kazakh":
            row.update(questions=0, answered=0)


def in_2016(draft):
    add_facts(draft, "agency-l", "service_quality", 12)
    row = next(row for row in draft.services["region-6"] if not row["one_day"])
    row.update(monitored=False, late_monitoring=None, late_reported=None)  # nobody reported it


def in_2017(draft):
    inputs, services = draft.inputs, draft.services
    find_itself(inputs["region-3"], services["region-3"], 25)
    find_itself(inputs["ministry-m"], services["ministry-m"], 29)
    inputs["ministry-m"]["late_last_year"] = 260  # there is no 2016 of this body to look it up in
    inputs["region-6"]["late_last_year"] = 900  # nor can it be summed for this one
    services["region-8"].append(dict(services["region-8"][-1], service="услуга Р8-99", provided=0, late_reported=0,
                                     late_monitoring=0, satisfaction=None))  # new: not rendered yet
    for name in inputs["ministry-f"]:  # nothing on complaints
        if name.startswith("complaints_"):
            inputs["ministry-f"][name] = None
    add_facts(draft, "agency-l", "service_quality", 27)  # 5.4 points; 5 are deducted


def in_2018(draft):
    draft.inputs["agency-l"]["legal_collisions"] = 280  # 5.6 points; 5 are deducted
    draft.inputs["region-7"]["late_data_facts"] = 310
    draft.inputs["region-9"].update(violations_total=12, violations_found=None)  # the first report is not whole


def in_2019(draft):
    for row in portal_rows(draft, "ministry-g"):  # part of its budget is secret, and nobody meets in the open
        if row["item"] in SECRET:
            set_state(row, "secret")
        if row["item"] == "open_meetings":
            set_state(row, "exempt")


def in_2021(draft):
    for row in draft.tables["blog_answers"]:
        if row["body"] == "region-7" and row["language"] == "russian":  # every fifth answer was disliked
            row.update(questions=80, answered=74, rated=50, disliked=10)
    for row in portal_rows(draft, "ministry-g"):
        if row["item"] in SECRET:
            set_state(row, "secret")


def in_2022(draft):
    draft.inputs["region-12"]["public_satisfied"] = None  # not asked in its first year: no score of openness
    draft.inputs["ministry-b"]["public_satisfied"] = 80.0  # between two rows of the act
    for row in portal_rows(draft, "ministry-d"):  # without notices there are no points for drafts
        if row["item"] == "acts_notices" and row["language"] == "kazakh":
            set_state(row, "absent")


def in_2023(draft):
    draft.inputs["ministry-f"]["outage_hours"] = 41.5  # 8.3 points; 5 are deducted
    draft.inputs["ministry-i"].update(proactive_services=4, digital_documents=5)  # above the caps of both


def in_2024(draft):
    draft.inputs["region-9"]["complaints_received"] = None  # not reported: no score of complaints
    draft.inputs["region-4"].update(complaints_late=0, complaints_forwarded_late=0, complaints_disciplined=0,
                                    complaints_discipline_impossible=0)
    for row in portal_rows(draft, "agency-p"):  # it has no data sets of the list
        if row["item"] in ("data_sets", "data_updates"):
            set_state(row, "not_due")


CASES = {2016: in_2016, 2017: in_2017, 2018: in_2018, 2019: in_2019, 2021: in_2021, 2022: in_2022, 2023: in_2023,
         2024: in_2024}


def portal_rows(draft, body):
    return [row for row in draft.tables["portals"] if row["body"] == body]


def set_state(row, state):
    row.update(state=state, units_done=None, units_unannounced=None)


def add_facts(draft, body, direction, count):
    """So many facts of one direction, whatever was drawn."""
    facts = draft.tables["facts"]
    place = next((number for number, row in enumerate(facts) if row["body"] >= body), len(facts))
    facts[:] = [row for row in facts if (row["body"], row["direction"]) != (body, direction)]
    facts[place:place] = [dict(body=body, direction=direction, flaw="untrue", description="не показано нарушение срока")
                          for _ in range(count)]
