"""Services and their automation: the rows of `services` and the figures that a body reports about them.

All figures that any edition asks for are drawn, under names common to the years; the form of an edition picks its own.
"""

from .bodies import LETTERS, latest
from .chance import Chance

WAYS = ["portal_or_corporation", "portal_only", "portal_and_paper", "corporation_paper", "body_and_corporation",
        "body_only"]
BY_PORTAL = dict(portal_or_corporation=0.72, portal_only=0.98, portal_and_paper=0.45)

# How much of what is wrong inspections and monitoring bring to light, from a year on.
DISCOVERY = {2016: 1.0, 2019: 1.6, 2021: 2.2}


def services_of(body, year):
    quality = body.quality(year)
    skill, automation = quality.services, quality.automation
    local = body.kind == "local"
    sign = body.id.split("-")[1]
    letter = "Р" + sign if local else LETTERS[sign]
    weights = [max(0.02, w) for w in (automation * 1.6 - 0.6, automation * 0.9 - 0.1, 0.7 - abs(automation - 0.6),
                                      0.6 - automation * 0.6, 0.5 - automation * 0.5, 0.35 - automation * 0.4)]
    rows = []
    for number in range(1, Chance(body.id, "services").whole(12, 24) + 1):
        lasting = Chance(body.id, "service", number)  # what does not change from year to year
        chance = Chance(body.id, year, "service", number)
        low, high = lasting.pick([(1000, 5000), (5000, 20000), (20000, 80000), (80000, 380000)], [4, 4, 3, 1])
        provided = int(lasting.between(low, high) * chance.between(0.95, 1.05) * body.size(year))
        way = lasting.pick(WAYS[3:], [3, 3, 2]) if automation == 0 else lasting.pick(WAYS, weights)
        one_day = lasting.yes(0.15)
        monitored = lasting.yes(min(0.95, 0.7 + 0.03 * (year - 2016)))
        documents = lasting.whole(0, 8)
        late = 0
        if chance.yes(0.8 - 0.45 * skill):
            late = min(provided, chance.about(provided * (1 - skill) * (0.0042 if local else 0.0028)))
        electronic = min(provided, int(provided * BY_PORTAL.get(way, 0) * chance.between(0.9, 1.02)
                                       * (0.8 + 0.2 * automation)))
        row = dict(body=body.id, service=f"услуга {letter}-{number:02}", provided=provided, one_day=one_day,
                   monitored=monitored, late_reported=late, late_monitoring=None, late_inspection=None,
                   late_in_failure=0, provided_in_failure=0, provided_portal=electronic,
                   late_portal=int(late * (electronic / provided) * 0.4),
                   satisfaction=round(max(3.7, min(5.0, chance.bell(4.07 + 0.83 * skill, 0.15))), 2), way=way,
                   documents_obtainable=documents,
                   documents_obtained=chance.successes(documents, 0.25 + 0.75 * automation if automation else 0.1),
                   standard_approved=chance.yes(0.93 + 0.07 * skill), commission_decision=False,
                   registered_at_end=False, provided_electronic=electronic, two_form=0 < electronic < 0.95 * provided,
                   provided_paper=provided - electronic)
        if monitored:
            row["late_monitoring"] = late
            if chance.yes(0.15):  # the body sees less than the system
                row["late_reported"] = late - chance.whole(0, min(late, 3))
        rows.append(row)
    if Chance(body.id, year, "register").yes(0.5):
        rows[-1]["registered_at_end"] = True
    return rows


def late_found(inputs, row):
    """The figure that prevails: the inspection's, the monitoring system's, the body's own."""
    if inputs["inspected"] and row["late_inspection"] is not None:
        return row["late_inspection"]
    return row["late_monitoring"] if row["monitored"] else row["late_reported"]


def service_inputs(body, year, rows):
    chance = Chance(body.id, year, "service inputs")
    skill = body.quality(year).services
    weak = 1 - skill
    central = body.kind == "central"
    total = sum(row["provided"] for row in rows)
    found = latest(DISCOVERY, year, 1)
    out = dict(inspected=False, barrier_measures=chance.yes(0.15 + skill), late_data_facts=chance.about(weak * 60))
    for figure in ["refusals", "incomplete", "extra_documents", "process_breaches"]:
        out[figure + "_reported"] = chance.about(total * weak * 0.0003 * found * chance.between(0.5, 1.5))
        out[figure + "_inspection"] = None
    for figure in ["paid_services", "schedule_breaches"]:  # rare, and ten times as dear
        out[figure + "_reported"] = chance.about(total * weak * 0.00003 * chance.between(0.5, 1.5))
        out[figure + "_inspection"] = None
    recipients = int(total * chance.between(0.7, 0.9))
    # Until 2017 a thousandth of the recipients cost a point, later a ten-thousandth of the services.
    rate = 0.004 if year < 2018 else 0.0006 if central else 0.0012
    out.update(service_recipients=recipients, service_complaints=chance.about(recipients * weak * rate))
    plan, advice, violations = chance.whole(8, 30), chance.whole(3, 12), chance.about(40 * weak)
    out.update(control_unit=chance.yes(0.3 + skill), control_plan=chance.yes(0.3 + skill), plan_measures=plan,
               plan_measures_done=chance.successes(plan, 0.45 + 0.55 * skill), recommendations_given=advice,
               recommendations_done=chance.successes(advice, 0.4 + 0.6 * skill), violations_total=violations,
               violations_found=chance.successes(violations, 0.1 + 0.6 * skill))
    own_share = chance.pick([12, 35, 42, 55, 70, 85])  # of the late services it found so many percent itself
    out.update(own_checks_late=round(sum(late_found(out, row) or 0 for row in rows) * own_share / 100),
               late_last_year=None)
    out.update(registry_inputs(body, year, central))
    return out


def registry_inputs(body, year, central):
    """What only central bodies are asked for: the Registry, composite services, standards. Others leave it empty."""
    chance = Chance(body.id, year, "registry")
    skill = body.quality(year).services
    new, due, hidden, approvals = (chance.pick([0, 0, 1, 2, 3]), chance.whole(3, 14), chance.pick([0, 2, 4, 6, 9]),
                                   chance.whole(0, 6))
    composite = chance.pick([0, 1, 2], [2 * (1 - skill), skill, skill / 2])
    out = dict(registry_new_services=new, registry_conclusion=new == 0 and chance.yes(0.2 + 0.8 * skill),
               composite_new_services=composite, composite_conclusion=composite == 0 and chance.yes(skill - 0.2),
               standards_due=due, standards_changed=chance.successes(due, 0.2 + 0.8 * skill), standards_approved=due,
               standards_protocol=0, hidden_services=hidden,
               hidden_services_entered=chance.successes(hidden, 0.3 + 0.6 * skill), approvals_due=approvals,
               approvals_in_time=chance.successes(approvals, 0.4 + 0.6 * skill),
               optimisation_excused=chance.yes(0.1), legal_collisions=chance.about(12 * (1 - skill)))
    out["standards_protocol"] = (due - out["standards_changed"]) // 3
    if not central:
        out = dict(dict.fromkeys(out), legal_collisions=out["legal_collisions"])
    return out


def automation_inputs(body, year, rows):
    """What is asked since 2019 of central bodies. Others leave it empty."""
    chance = Chance(body.id, year, "automation")
    automation = body.quality(year).automation
    due = chance.whole(14, 60)
    full = chance.successes(due, 0.9 * automation)
    partial = chance.successes(due - full, 0.4 * automation)
    hours = round(chance.between(0, 4) + 20 * (1 - automation) * chance.between(0, 1), 1)
    out = dict(portal_services_due=due, portal_services=full + partial, portal_services_full=full,
               portal_services_partial=partial, automated_services=full + partial,
               mobile_services=chance.successes(full + partial, max(0, automation - 0.25)),
               proactive_services=chance.pick([0, 1, 2, 4], [2 - automation, 1, automation, automation / 2]),
               digital_documents=chance.pick([0, 1, 3, 7], [2 - automation, 1, automation, automation / 2]),
               services_converted=chance.successes(6, 0.5 * automation), all_services_electronic=full == due,
               outage_hours=hours, outage_hours_others_fault=round(hours * chance.between(0, 0.4), 1),
               outage_hours_caused=round(chance.between(0, 2), 1))
    local = dict.fromkeys(["local_provided", "local_electronic", "local_two_form", "local_paper"])
    if chance.yes(0.4):  # local bodies render services of this body too
        provided = int(sum(row["provided"] for row in rows) * chance.between(0.1, 0.5))
        two_form = int(provided * chance.between(0.3, 0.7))
        paper = int(two_form * (1 - automation * chance.between(0.7, 1)))
        local.update(local_provided=provided, local_two_form=two_form, local_paper=paper,
                     local_electronic=int((provided - paper) * automation))
    out.update(local)
    return out if body.kind == "central" else dict.fromkeys(out)
