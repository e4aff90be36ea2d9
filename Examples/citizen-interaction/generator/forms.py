"""The form of data of each edition: its inputs, record tables with their fields, and what is due in complete tables.

The names are those of the rule files. What an edition does not name is not written for its year.
"""

from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class Form:
    edition: str
    inputs: list                                         # columns of bodies.csv after `role`
    tables: dict                                         # record table: its fields
    roles: list                                          # a body with another role is an ordinary one
    portal_items: dict = field(default_factory=dict)     # kind: items of the portals
    without_defects: list = field(default_factory=list)  # items of which only the state counts
    features: dict = field(default_factory=dict)         # row of the site's accessibility: requirements that can fail
    site_sections: dict = field(default_factory=dict)    # section: items for central, for local bodies
    mobile_sections: dict = field(default_factory=dict)
    site_indicators: list = field(default_factory=list)  # the sections of the site since 2020
    sources: dict = field(default_factory=dict)          # table: which rows are drawn for it, if not those of its name


def words(text):
    return text.split()


# ---------------------------------------------------------------- what several editions ask for

LATE = words("late_reported late_monitoring late_inspection")
PROVED = words("refusals_reported refusals_inspection incomplete_reported incomplete_inspection "
               "extra_documents_reported extra_documents_inspection")
PROCESS = words("process_breaches_reported process_breaches_inspection")
SITE_CHECK = words("site materials_checked materials_within_5_clicks materials_within_3_clicks dead_sitemap_links "
                   "english_version mobile_version main_version_link")
SECTIONS = words("section language items_due items_present defects")
QUESTIONS = words("language questions answered")
SUBORDINATES = words("organisation language information_absent sets_absent sets_outdated sets_incorrect blog_absent "
                     "blog_asked blog_answered")

FEATURES = dict(browsers=4, menu=3, breadcrumbs=1, site_search=4, formats=4, long_documents=2, dates=2, hyperlinks=3,
                graphics=3, direct_entry=1, text_alternatives=1, motion_stop=1, keyboard=1, skip_links=1,
                error_messages=1, contrast=1, text_resize=1, question_form=1, poll_form=1, rss=2, faq=1,
                visit_counter=1)
BUDGET = words("programme_report audit_results programme_drafts_quality programme_comments programme_notices")
STATEMENTS = words("balance_sheet performance_report cash_flow_report net_assets_report explanatory_note "
                   "strategic_plan_report")

# ---------------------------------------------------------------- 2016

FORM_2017_02 = Form(
    "2017-02",
    inputs=words("inspected late_last_year standards_approved standards_changed standards_protocol data_sets_total "
                 "data_sets_placed data_sets_updated data_requests data_requests_met conferences polls")
    + SITE_CHECK
    + words("bills_planned bills_placed acts_comments acts_comments_answered consolidated_reports_due "
            "consolidated_reports_in_time budget_reports_in_time budget_reports_due annual_report_placed "
            "audit_results_in_time programmes_published budget_comments budget_comments_answered complaints_reviewed "
            "complaints_late complaints_repeated complaints_repeated_satisfied complaints_satisfied"),
    tables=dict(
        services=words("service provided one_day monitored") + LATE
        + words("provided_in_failure late_in_failure provided_portal late_portal satisfaction way "
                "documents_obtainable documents_obtained standard_approved commission_decision"),
        blog_answers=QUESTIONS, search_positions=words("engine query position"), site_access=words("feature failures"),
        site_sections=SECTIONS, mobile_sections=SECTIONS, facts=words("direction description")),
    roles=words("agency digital_ministry finance_ministry"),
    features={**{name: count for name, count in FEATURES.items() if name != "graphics"},
              "site_map": 1, "official_mark": 1, "sound_stop": 1},
    site_sections=dict(state_symbols=(3, 3), general_information=(6, 7), civil_service_image=(6, 6),
                       rule_making=(4, 1), current_activity=(11, 10), budget_execution=(2, 2), procurement=(5, 5),
                       working_procedures=(7, None), business_support=(None, 5), public_services=(6, 6),
                       staffing=(4, 4), work_with_public=(8, 8), information_support=(9, 5),
                       region_reference=(None, 8), social_protection=(None, 3), green_economy=(2, 2)),
    mobile_sections=dict(general_information=(5, 5), business_support=(None, 4), public_services=(3, 3),
                         staffing=(3, 3), work_with_public=(5, 5), information_support=(1, 1),
                         social_protection=(None, 1)))

# ---------------------------------------------------------------- 2017

PORTALS_2017 = words("data_list data_sets data_updates data_quality") + BUDGET \
    + words("draft_acts acts_quality acts_comments leader_blog feedback")

FORM_2017_11 = Form(
    "2017-11",
    inputs=words("inspected barrier_measures late_last_year late_data_facts") + PROVED + PROCESS
    + words("service_complaints service_recipients control_unit control_plan plan_measures plan_measures_done "
            "recommendations_given recommendations_done own_checks_late registry_new_services registry_conclusion "
            "composite_new_services standards_due standards_changed")
    + SITE_CHECK
    + words("complaints_reviewed complaints_late complaints_upheld_court complaints_upheld_superior "
            "complaints_satisfied complaints_explained"),
    tables=dict(
        services=words("service provided one_day monitored") + LATE
        + words("late_in_failure satisfaction way documents_obtainable documents_obtained standard_approved "
                "commission_decision registered_at_end"),
        portals=words("item language state defects"), blog_answers=QUESTIONS,
        search_positions=words("engine query position"), site_access=words("feature failures"),
        site_sections=SECTIONS, mobile_sections=SECTIONS, facts=words("direction description")),
    roles=words("agency digital_ministry"),
    portal_items=dict(central=PORTALS_2017 + STATEMENTS + words("bill_concepts acts_evidence"),
                      local=PORTALS_2017 + ["acts_notices"]),
    without_defects=words("leader_blog feedback"), features=FEATURES,
    site_sections=dict(FORM_2017_02.site_sections, general_information=(7, 6), rule_making=(4, 4),
                       current_activity=(11, 11), budget_execution=(4, 3), public_services=(8, 8),
                       work_with_public=(6, 6), information_support=(8, 4)),
    mobile_sections=dict(FORM_2017_02.mobile_sections, general_information=(6, 5), work_with_public=(4, 4)))

# ---------------------------------------------------------------- 2018

PORTALS_2018 = words("data_sets data_on_request data_updates data_quality") + BUDGET \
    + words("bill_concepts draft_acts acts_quality acts_comments leader_blog feedback")

FORM_2019_03 = Form(
    "2019-03",
    inputs=words("inspected barrier_measures late_data_facts") + PROVED + PROCESS
    + words("service_complaints service_recipients paid_services_reported paid_services_inspection "
            "schedule_breaches_reported schedule_breaches_inspection approvals_due approvals_in_time legal_collisions "
            "control_plan plan_measures plan_measures_done violations_total violations_found hidden_services "
            "hidden_services_entered registry_conclusion composite_new_services composite_conclusion "
            "optimisation_excused standards_due standards_changed complaints_reviewed complaints_late "
            "complaints_upheld_court complaints_upheld_superior complaints_repeated_satisfied complaints_disciplined "
            "complaints_discipline_impossible"),
    tables=dict(
        services=words("service provided one_day monitored") + LATE
        + words("late_in_failure satisfaction way documents_obtainable documents_obtained standard_approved"),
        portals=words("item language state defects"), blog_answers=QUESTIONS, facts=words("direction description")),
    roles=words("agency digital_ministry"),
    portal_items=dict(central=PORTALS_2018 + STATEMENTS, local=PORTALS_2018))

# ---------------------------------------------------------------- 2019 to 2024

# The services of a form of 2020 and after differ in a few fields only; so do the inputs.
SERVICES = words("service provided monitored") + LATE + words("late_in_failure satisfaction provided_electronic")
PORTAL = words("item language state units_due units_done units_unannounced")
OUTAGES = words("outage_hours outage_hours_others_fault outage_hours_caused")
REVIEW = words("complaints_reviewed complaints_late complaints_upheld_court complaints_repeated_satisfied "
               "complaints_disciplined complaints_discipline_impossible")
OPEN_DATA = words("data_sets data_on_request data_updates data_quality data_outreach")
OPEN_BUDGET = words("programme_report audit_results civil_budget programme_drafts_quality "
                    "programme_drafts_timeliness programme_comments")
OPEN_ACTS = words("draft_acts acts_quality acts_comments")
CENTRAL_ONLY = STATEMENTS + words("budget_quality budget_timeliness bill_concepts")
NOTICES = words("programme_notices acts_notices")
CHANNELS = [f"{notice}_{channel}" for notice in NOTICES for channel in words("media internet letters")]


def items(both, central):
    return dict(central=both + central, local=both)


FORM_2020_03 = Form(
    "2020-03",
    inputs=words("inspected service_complaints") + PROVED
    + words("portal_services_due portal_services services_converted all_services_electronic") + OUTAGES + REVIEW,
    tables=dict(services=SERVICES + ["one_day"], portals=PORTAL, blog_answers=QUESTIONS, subordinates=SUBORDINATES,
                facts=words("direction description")),
    roles=words("agency digital_ministry information_ministry"),
    portal_items=items(OPEN_DATA + OPEN_BUDGET + OPEN_ACTS + CHANNELS
                       + words("leader_blog feedback blog_posts open_meetings"), CENTRAL_ONLY))

FORM_2021_04 = Form(
    "2021-04",
    inputs=words("inspected service_complaints") + PROVED + words("portal_services_due portal_services") + OUTAGES
    + REVIEW,
    tables=dict(services=SERVICES, portals=PORTAL, blog_answers=QUESTIONS + words("rated disliked"),
                blog_posts=words("language posts rhythm"),
                site_sections=words("section language items_due items_present"),
                site_answers=QUESTIONS, subordinates=SUBORDINATES, facts=words("direction flaw description")),
    roles=words("agency digital_ministry information_ministry national_bank defence_ministry"),
    portal_items=items(OPEN_DATA + OPEN_BUDGET + OPEN_ACTS + NOTICES + words("feedback open_meetings"), CENTRAL_ONLY),
    site_indicators=words("contacts budget_execution inspection_results rule_making statistics"),
    sources=dict(site_sections="site_indicators"))

AUTOMATED = words("portal_services_due portal_services_full portal_services_partial")
LOCAL = words("local_provided local_electronic local_two_form local_paper")
FORWARDING = words("outage_hours media_satisfied public_satisfied complaints_received complaints_reviewed "
                   "complaints_late complaints_upheld_court complaints_forwarded_late complaints_disciplined "
                   "complaints_discipline_impossible")

FORM_2022_04 = replace(
    FORM_2021_04, edition="2022-04",
    inputs=words("inspected service_complaints") + PROVED + AUTOMATED + LOCAL + ["digital_documents"] + FORWARDING,
    tables=dict(FORM_2021_04.tables, services=SERVICES + words("two_form provided_paper"),
                bill_events=words("event language publicity"),
                media=words("language events_held events_open inquiries inquiries_answered inquiries_late")),
    portal_items=items(OPEN_DATA + ["data_automation"] + OPEN_BUDGET + OPEN_ACTS + NOTICES
                       + words("feedback open_meetings"), CENTRAL_ONLY))

FORM_2023_03 = replace(
    FORM_2022_04, edition="2023-03",
    inputs=words("inspected service_complaints") + PROVED + AUTOMATED
    + words("automated_services mobile_services proactive_services") + LOCAL + ["digital_documents"] + FORWARDING,
    tables=dict(FORM_2022_04.tables, blog_answers=QUESTIONS),
    roles=FORM_2022_04.roles + ["foreign_ministry"],
    portal_items=items(FORM_2022_04.portal_items["local"]
                       + words("meetings_schedule meetings_plans meetings_reception"), CENTRAL_ONLY + ["meetings_ngo"]))

FORM_2023_07 = replace(
    FORM_2023_03, edition="2023-07",
    tables={**{table: fields for table, fields in FORM_2023_03.tables.items() if table != "blog_answers"},
            "subordinates": SUBORDINATES + ["wholly_owned"]})

FORM_2025_04 = replace(
    FORM_2023_07, edition="2025-04",
    roles=FORM_2023_07.roles + words("emergency_ministry interior_ministry justice_ministry"))

FORMS = {2016: FORM_2017_02, 2017: FORM_2017_11, 2018: FORM_2019_03, 2019: FORM_2020_03, 2020: FORM_2021_04,
         2021: FORM_2022_04, 2022: FORM_2023_03, 2023: FORM_2023_07, 2024: FORM_2025_04}
