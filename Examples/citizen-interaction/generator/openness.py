"""Openness: portals, blogs, sites, meetings, the media and subordinate organisations.

`ROWS` has a function for each record table; the form of an edition says which tables, items and sections it has.
"""

from .chance import Chance

LANGUAGES = ["kazakh", "russian"]
MAY_BE_NOT_DUE = ["bill_concepts", "draft_acts", "acts_evidence", "programme_drafts_quality", "audit_results"]
ANNOUNCED = ["programme_report", "programme_drafts_timeliness"]


def openness_inputs(body, year):
    chance = Chance(body.id, year, "openness inputs")
    openness = body.quality(year).openness
    weak = 1 - openness
    due, asked, bills, comments, programme_comments = (chance.whole(15, 90), chance.whole(2, 25), chance.whole(0, 6),
                                                       chance.whole(0, 30), chance.whole(0, 20))
    placed, consolidated = chance.successes(due, 0.35 + 0.65 * openness), chance.whole(1, 5)
    checked = chance.whole(20, 60)
    within_5 = chance.successes(checked, 0.35 + 0.6 * openness)
    out = dict(data_sets_total=due, data_sets_placed=placed,
               data_sets_updated=chance.successes(placed, 0.4 + 0.6 * openness), data_requests=asked,
               data_requests_met=chance.successes(asked, 0.3 + 0.7 * openness),
               conferences=chance.about(1.5 + 5 * openness), polls=chance.about(1 + 5 * openness),
               bills_planned=bills, bills_placed=chance.successes(bills, 0.5 + 0.5 * openness),
               acts_comments=comments, acts_comments_answered=chance.successes(comments, 0.8 + 0.2 * openness),
               consolidated_reports_due=consolidated,
               consolidated_reports_in_time=chance.successes(consolidated, 0.5 + 0.5 * openness),
               budget_reports_in_time=chance.about(2 + 6 * openness), budget_reports_due=9,
               annual_report_placed=None, audit_results_in_time=chance.about(1 + 3.5 * openness),
               programmes_published=chance.about(2 + 6 * openness), budget_comments=programme_comments,
               budget_comments_answered=chance.successes(programme_comments, 0.6 + 0.4 * openness))
    if body.role(year) == "finance_ministry":
        out["annual_report_placed"] = 85.0
    if body.kind == "local":
        for name in ["bills_planned", "bills_placed", "acts_comments", "acts_comments_answered",
                     "consolidated_reports_due", "consolidated_reports_in_time"]:
            out[name] = None
    out.update(site=True, materials_checked=checked, materials_within_5_clicks=within_5,
               materials_within_3_clicks=chance.successes(within_5, 0.6),
               dead_sitemap_links=chance.about(weak * 6),
               english_version=chance.pick(["full", "interface", "main_page", "absent"],
                                           [3 * openness, 1, 0.5, weak]),
               mobile_version=chance.pick(["automatic", "by_link", "absent"],
                                          [4 * openness, 1, max(0.0, 0.8 - openness)]),
               main_version_link=chance.yes(0.3 + 0.75 * openness),
               media_satisfied=round(min(100, chance.bell(45 + 52 * openness, 3)), 1),
               public_satisfied=round(min(100, chance.bell(28 + 58 * openness, 3)), 1))
    return out


def portals(form, body, year):
    """Each indicator in each version: placed or not, with its defects, or how much of what is due was done."""
    openness = body.quality(year).openness
    weak = 1 - openness
    rows = []
    for item in form.portal_items[body.kind]:
        chance = Chance(body.id, year, "portals", item)
        state = "placed"
        if chance.yes(weak * 0.45):
            state = "absent"
        elif item in MAY_BE_NOT_DUE and chance.yes(0.15):
            state = "not_due"
        due = chance.pick([None, chance.whole(2, 12)], [1, 2])
        for language in LANGUAGES:
            here = "absent" if state == "placed" and chance.yes(weak * 0.12) else state
            row = dict(body=body.id, item=item, language=language, state=here, defects=None, units_due=due,
                       units_done=None, units_unannounced=None)
            if here == "placed":
                row["defects"] = None if item in form.without_defects else chance.about(weak * 9)
                row["units_done"] = 1 if due is None else chance.successes(due, 0.5 + 0.5 * openness)
                if item in ANNOUNCED:
                    row["units_unannounced"] = chance.successes(row["units_done"], 0.4 * weak)
            rows.append(row)
    return rows


def blog_answers(form, body, year):
    chance = Chance(body.id, year, "blog")
    openness = body.quality(year).openness
    rows = []
    for language in LANGUAGES:
        asked = chance.whole(20, 160)
        answered = asked if chance.yes(openness - 0.3) else int(asked * chance.between(0.4 + 0.35 * openness, 0.99))
        rated = chance.successes(answered, 0.5)
        rows.append(dict(body=body.id, language=language, questions=asked, answered=answered, rated=rated,
                         disliked=chance.successes(rated, 0.01 + 0.15 * (1 - openness))))
    return rows


def blog_posts(form, body, year):
    chance = Chance(body.id, year, "posts")
    openness = body.quality(year).openness
    rows = []
    for language in LANGUAGES:
        posts = chance.about(5 + 70 * openness)
        rhythm = "weekly" if posts > 50 else "twice_a_month" if posts > 25 else "monthly" if posts > 10 else "irregular"
        if chance.yes(0.3 * (1 - openness)):
            rhythm = "irregular"
        rows.append(dict(body=body.id, language=language, posts=posts, rhythm=rhythm))
    return rows


def search_positions(form, body, year):
    chance = Chance(body.id, year, "search")
    openness = body.quality(year).openness
    weights = [4 * openness, 2, 2 * (1 - openness), 1 - openness, 0.4 * (1 - openness)]
    rows = []
    for engine in ["google", "yandex", "mail_ru"]:
        for query in ["full_name", "short_name"]:
            places = [1, chance.whole(2, 10), chance.whole(11, 20), chance.whole(21, 60), 100]
            rows.append(dict(body=body.id, engine=engine, query=query, position=chance.pick(places, weights)))
    return rows


def site_access(form, body, year):
    chance = Chance(body.id, year, "access")
    weak = 1 - body.quality(year).openness
    return [dict(body=body.id, feature=feature, failures=chance.successes(requirements, weak * 0.8))
            for feature, requirements in form.features.items()]


def sections(form, body, year, table):
    """The sections of a site or its mobile version: how many of their items stand there."""
    chance = Chance(body.id, year, table)
    openness = body.quality(year).openness
    rows = []
    for section, items in getattr(form, table).items():
        whole = items[body.kind == "local"]
        if whole is None:
            continue
        due = None  # all items
        if section in ("green_economy", "business_support") and chance.yes(0.15):
            due = 0  # nothing to place
        elif whole > 5 and chance.yes(0.08):
            due = whole - 1
        for language in LANGUAGES:
            present = chance.successes(whole if due is None else due, 0.35 + 0.65 * openness)
            rows.append(dict(body=body.id, section=section, language=language, items_due=due, items_present=present,
                             defects=chance.about((1 - openness) * 5)))
    return rows


def site_indicators(form, body, year):
    """The site since 2020: indicators that are one whole or so many items."""
    chance = Chance(body.id, year, "site")
    openness = body.quality(year).openness
    rows = []
    for section in form.site_indicators:
        due = chance.pick([None, chance.whole(2, 8)])
        if section == "inspection_results" and chance.yes(0.15):
            due = 0
        for language in LANGUAGES:
            present = chance.successes(1 if due is None else due, 0.45 + 0.55 * openness)
            rows.append(dict(body=body.id, section=section, language=language, items_due=due, items_present=present))
    return rows


def site_answers(form, body, year):
    chance = Chance(body.id, year, "questions")
    share = 0.5 + 0.5 * body.quality(year).openness
    return [dict(body=body.id, language=language, questions=asked, answered=chance.successes(asked, share))
            for language, asked in [(language, chance.whole(5, 60)) for language in LANGUAGES]]


def bill_events(form, body, year):
    """What goes with bills: only central bodies draft them, and not all have a programme in a year."""
    chance = Chance(body.id, year, "bills")
    openness = body.quality(year).openness
    rows = []
    if body.kind == "central":
        for number in range(1, chance.pick([0, 1, 2, 3]) + 1):
            publicity = chance.pick(["journalists", "invited", "broadcast", "closed", "not_held"],
                                    [3 * openness, 2 * openness, 1, 1 - openness, 0.7 * (1 - openness)])
            rows += [dict(body=body.id, event=f"мероприятие {number}", language=language, publicity=publicity)
                     for language in LANGUAGES]
    return rows


def media(form, body, year):
    chance = Chance(body.id, year, "media")
    openness = body.quality(year).openness
    rows = []
    for language in LANGUAGES:
        held, inquiries = chance.whole(8, 36), chance.whole(4, 80)
        answered = chance.successes(inquiries, 0.7 + 0.3 * openness)
        rows.append(dict(body=body.id, language=language, events_held=held,
                         events_open=chance.successes(held, 0.2 + 0.75 * openness), inquiries=inquiries,
                         inquiries_answered=answered, inquiries_late=chance.successes(answered, 0.3 * (1 - openness))))
    return rows


def subordinates(form, body, year):
    lasting = Chance(body.id, "subordinates")
    rows = []
    for number in range(1, lasting.whole(1, 3) + 1 if body.kind == "central" else 1):
        chance = Chance(body.id, year, "subordinates", number)
        owned = Chance(body.id, "owned", number).yes(0.7)
        flaw = 0.35 * (1 - body.quality(year).openness)
        for language in LANGUAGES:
            asked = chance.whole(0, 30)
            row = {name: chance.yes(flaw) for name in ["information_absent", "sets_absent", "sets_outdated",
                                                       "sets_incorrect", "blog_absent"]}
            rows.append(dict(row, body=body.id, organisation=f"организация {number}", language=language,
                             wholly_owned=owned, blog_asked=asked, blog_answered=chance.successes(asked, 1 - 0.6 * flaw)))
    return rows


ROWS = dict(portals=portals, blog_answers=blog_answers, blog_posts=blog_posts, search_positions=search_positions,
            site_access=site_access, site_sections=lambda *args: sections(*args, "site_sections"),
            mobile_sections=lambda *args: sections(*args, "mobile_sections"), site_indicators=site_indicators,
            site_answers=site_answers, bill_events=bill_events, media=media, subordinates=subordinates)
