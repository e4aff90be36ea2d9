"""Complaints and applications, and the facts that show a report to be false."""

from .bodies import latest
from .chance import Chance

# The share of complaints reviewed late by a body that lacks everything, from a year on. Since 2018 one of them costs
# ten times as much, and bodies take care.
LATE = {2016: 0.42, 2017: 0.38, 2018: 0.10, 2019: 0.08, 2020: 0.06}
# …and of those upheld, since only those count that the highest bodies or, later, courts found justified.
UPHELD = {2018: 0.004, 2019: 0.0025}

FACTS = {
    "service_quality": ["количество оказанных услуг не совпадает с журналом регистрации",
                        "не показано нарушение срока, видное по карточке заявления",
                        "отказ показан как оказанная услуга"],
    "openness": ["размещение отчёта не подтверждено датой публикации", "набор данных обновлён позже, чем показано"],
    "complaints": ["обращение закрыто раньше, чем дан ответ", "жалоба не зарегистрирована"],
}
INCOMPLETE = {"service_quality": "в отчёте нет сведений об одной из услуг", "openness": "в отчёте нет одной из таблиц",
              "complaints": "в отчёте нет сведений за один квартал"}


def complaint_inputs(body, year):
    chance = Chance(body.id, year, "complaints")
    care = body.quality(year).complaints
    weak = 1 - care
    reviewed = int(body.reviewed * chance.between(0.9, 1.1))
    received = reviewed + chance.about(reviewed * 0.15)
    # In 2017 one that is upheld is the dearer the more there are: a tenth of them costs 1, 10 or 100 points.
    by_number = 0.25 if reviewed < 1000 else 0.2 if reviewed < 5000 else 0.03
    upheld = chance.about(reviewed * weak * latest(UPHELD, year, by_number))
    court = upheld // 4 if year < 2019 else upheld
    satisfied = min(reviewed, int(reviewed * (0.25 + 0.6 * care) * chance.between(0.9, 1.05)))
    repeated = chance.about(reviewed * (0.03 + 0.3 * weak))
    late = chance.about(reviewed * weak * latest(LATE, year, 0))
    forwarded_late = chance.about(received * weak * 0.2)
    compared = late + forwarded_late if year > 2020 else late
    impossible = chance.successes(min(compared, 3), 0.2)
    return dict(complaints_received=received, complaints_reviewed=reviewed, complaints_late=late,
                complaints_upheld_court=court, complaints_upheld_superior=upheld - court,
                complaints_satisfied=satisfied,
                complaints_explained=int((reviewed - satisfied) * chance.between(0.3, 0.7)),
                complaints_repeated=repeated, complaints_repeated_satisfied=int(repeated * weak * 0.7),
                complaints_forwarded_late=forwarded_late, complaints_discipline_impossible=impossible,
                complaints_disciplined=chance.successes(compared - impossible, 0.3 + 0.68 * care))


def facts_of(form, body, year):
    chance = Chance(body.id, year, "facts")
    weak = 1 - body.quality(year).services
    rows = []
    for direction in FACTS:
        for _ in range(chance.pick([0, 0, 0, 1, 2, 4], [3, 1, 1, 1, weak, weak])):
            rows.append(dict(body=body.id, direction=direction, flaw="untrue",
                             description=chance.pick(FACTS[direction])))
        if "flaw" in form.tables["facts"] and chance.yes(0.12 * weak):
            rows.append(dict(body=body.id, direction=direction, flaw="incomplete", description=INCOMPLETE[direction]))
    return rows
