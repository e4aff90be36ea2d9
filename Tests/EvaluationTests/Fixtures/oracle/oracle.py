#!/usr/bin/env python3
"""Makes random editions with random bodies, and works out every value with `fractions.Fraction`.

It shares no code with Metodika: it evaluates the trees that it makes before it prints them as formulas.
The seed is fixed, so that `python3 oracle.py` writes the same `cases.txt` again. Its lines:

    edition N     the rule file follows, each line after a `|`
    body ID KIND  a body of the edition; then the inputs as `name=value`, what is not there was not reported
    row TABLE     a row of the body before it, with its fields
    = NAME VALUE  what the body before it has: a fraction, yes, no, `?` and the reasons, or `-` (does not apply)
"""

import random
from fractions import Fraction
from pathlib import Path

EDITIONS, BODIES = 60, 6
KINDS = ["central", "local"]
random.seed(20171123)


class Missing:
    """No value, and why: names in the order in which they were met, each once."""

    def __init__(self, reasons):
        self.reasons = list(dict.fromkeys(reasons))[:50]


class NotApplicable:
    pass


NA = NotApplicable()


def absent(value):
    return isinstance(value, (Missing, NotApplicable))


def merged(*pairs):
    """What follows from operands of which one is absent; each pair is a value and the name to blame."""
    reasons = []
    for value, name in pairs:
        if isinstance(value, Missing):
            reasons += value.reasons
        elif value is NA:
            reasons.append(f"{name or 'a score'}: not applicable")
    return Missing(reasons)


def number_text(value):
    """A decimal that is exact, for rule files."""
    scaled, places = value, 0
    while scaled.denominator != 1:
        scaled *= 10
        places += 1
    digits = str(abs(scaled.numerator)).rjust(places + 1, "0")
    text = digits[: len(digits) - places] + ("." + digits[len(digits) - places :] if places else "")
    return ("-" if value < 0 else "") + text


class Context:
    """Where a tree is evaluated."""

    def __init__(self, world, body, owner, asking=None, row=None):
        self.world, self.body, self.owner, self.asking, self.row = world, body, owner, asking, row


# A tree node is a tuple: the operation, then its operands. `text` prints it with all brackets, `name` says whom to
# blame if it does not apply.


def name(node):
    return node[1] if node[0] in ("read", "own") else None


def text(node):
    op = node[0]
    if op == "number":
        return number_text(node[1]) if node[1] >= 0 else f"(-{number_text(-node[1])})"
    if op == "truth":
        return "yes" if node[1] else "no"
    if op in ("read", "field"):
        return node[1]
    if op == "own":
        return "own." + node[1]
    if op == "negation":
        return f"(-{text(node[1])})"
    if op == "not":
        return f"(not {text(node[1])})"
    if op in ("+", "-", "*", "/", "==", "!=", "<", "<=", ">", ">=", "and", "or", "??"):
        return f"({text(node[1])} {op} {text(node[2])})"
    if op == "power":
        return f"({text(node[1])} ^ {node[2]})"
    if op == "if":
        return f"(if {text(node[1])} then {text(node[2])} else {text(node[3])})"
    if op == "call":
        return f"{node[1]}({', '.join(text(part) for part in node[2])})"
    if op == "round":
        return f"round({text(node[1])}, {number_text(node[2])}, {node[3]})"
    if op == "kind":
        return f"(kind == {node[1]})"
    if op == "in":
        return f"({text(node[1])} {'not in' if node[3] else 'in'} [{', '.join(text(part) for part in node[2])}])"
    if op == "aggregate":
        function, source, condition, argument = node[1:5]
        where = f" where {text(condition)}" if condition else ""
        percent = f", {number_text(node[5])}" if function == "percentile" else ""
        call = f"{function}({source}{where}{': ' + text(argument) if argument else ''}{percent})"
        return f"share({call})" if function == "percentile_rank" else call
    raise ValueError(op)


def rounded(value, step, mode):
    quotient = value / step
    low = quotient.numerator // quotient.denominator
    rest = quotient - low
    if rest == 0:
        return value
    away = low + 1 if quotient > 0 else low
    toward = low if quotient > 0 else low + 1
    if mode == "floor":
        result = low
    elif mode == "ceil":
        result = low + 1
    elif mode == "up":
        result = away
    elif mode == "down":
        result = toward
    elif rest != Fraction(1, 2):
        result = low if rest < Fraction(1, 2) else low + 1
    elif mode == "half_up":
        result = away
    else:
        result = low if low % 2 == 0 else low + 1
    return result * step


def percentile(numbers, percent):
    numbers = sorted(numbers)
    position = Fraction(len(numbers) - 1) * percent / 100
    index = position.numerator // position.denominator
    if index + 1 >= len(numbers):
        return numbers[-1]
    return numbers[index] + (numbers[index + 1] - numbers[index]) * (position - index)


COMPARE = {
    "==": lambda a, b: a == b, "!=": lambda a, b: a != b, "<": lambda a, b: a < b, "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b, ">=": lambda a, b: a >= b,
}


def value(node, at):
    op = node[0]
    if op in ("number", "truth"):
        return node[1]
    if op == "read":
        return at.world[at.body][node[1]]
    if op == "own":
        return at.world[at.body if at.asking is None else at.asking][node[1]]
    if op == "field":
        return at.row[node[1]]
    if op == "kind":
        return at.world[at.body]["kind"] == node[1]
    if op == "negation":
        operand = value(node[1], at)
        return merged((operand, name(node[1]))) if absent(operand) else -operand
    if op == "not":
        operand = value(node[1], at)
        return merged((operand, name(node[1]))) if absent(operand) else not operand
    if op in ("+", "-", "*", "/") or op in COMPARE:
        left, right = value(node[1], at), value(node[2], at)
        if absent(left) or absent(right):
            return merged((left, name(node[1])), (right, name(node[2])))
        if op in COMPARE:
            return COMPARE[op](left, right)
        if op == "/" and right == 0:
            return Missing([f"{at.owner}: division by zero"])
        return {"+": left.__add__, "-": left.__sub__, "*": left.__mul__, "/": left.__truediv__}[op](right)
    if op == "power":
        operand = value(node[1], at)
        return merged((operand, name(node[1]))) if absent(operand) else operand ** node[2]
    if op in ("and", "or"):
        decisive = op == "or"
        left, right = value(node[1], at), value(node[2], at)
        if left is decisive or right is decisive:
            return decisive
        if absent(left) or absent(right):
            return merged((left, name(node[1])), (right, name(node[2])))
        return not decisive
    if op == "??":
        left = value(node[1], at)
        return value(node[2], at) if absent(left) else left
    if op == "if":
        condition = value(node[1], at)
        if absent(condition):
            return merged((condition, name(node[1])))
        return value(node[2] if condition else node[3], at)
    if op == "round":
        operand = value(node[1], at)
        return merged((operand, name(node[1]))) if absent(operand) else rounded(operand, node[2], node[3])
    if op == "in":
        member = value(node[1], at)
        if absent(member):
            return merged((member, name(node[1])))
        items = [value(part, at) for part in node[2]]
        if any(not absent(item) and item == member for item in items):
            return not node[3]
        if any(absent(item) for item in items):
            return merged(*zip(items, map(name, node[2])))
        return node[3]
    if op == "call":
        function, parts = node[1], node[2]
        values = [value(part, at) for part in parts]
        if function == "reported":
            return not absent(values[0])
        if any(absent(each) for each in values):
            return merged(*zip(values, map(name, parts)))
        if function == "clamp":
            return max(values[1], min(values[0], values[2]))
        return {
            "min": lambda: min(values), "max": lambda: max(values), "sum": lambda: sum(values),
            "mean": lambda: sum(values) / len(values), "abs": lambda: abs(values[0]),
        }[function]()
    if op == "aggregate":
        return aggregate(node, at)
    raise ValueError(op)


def aggregate(node, at):
    function, source, condition, argument = node[1:5]
    reasons, included, numbers = [], [], []
    if source == "bodies":
        asking = at.body if at.asking is None else at.asking
        places = [Context(at.world, body, at.owner, asking) for body in range(len(at.world))]
    else:
        places = [Context(at.world, at.body, at.owner, at.asking, row) for row in at.world[at.body][source]]
    if function == "all":
        condition = ("not", condition)
    for place in places:
        if condition:
            decision = value(condition, place)
            if isinstance(decision, Missing):
                reasons += decision.reasons
            if decision is not True:
                continue
        if argument:
            number = value(argument, place)
            if source == "bodies" and number is NA:
                continue
            if absent(number):
                reasons += merged((number, name(argument))).reasons
                continue
            numbers.append(number)
        included.append(place)
    if function in ("any", "all"):
        if included:
            return function == "any"
        return Missing(reasons) if reasons else function == "all"
    if function in ("rank", "percentile_rank"):
        own = next((number for place, number in zip(included, numbers) if place.body == asking), None)
        if own is None:
            mine = value(argument, Context(at.world, at.body, at.owner, asking))
            if absent(mine):
                return merged((mine, name(argument)))
            return Missing(reasons or [f"{function}: nothing to aggregate"])
        if reasons:
            return Missing(reasons)
        if function == "rank":
            return Fraction(sum(number > own for number in numbers) + 1)
        return Fraction(sum(number < own for number in numbers), len(numbers))
    if reasons:
        return Missing(reasons)
    if function == "count":
        return Fraction(len(included))
    if function == "sum":
        return sum(numbers, Fraction(0))
    if not numbers:
        return Missing([f"{function}({source}): nothing to aggregate"])
    return {
        "mean": lambda: sum(numbers) / len(numbers), "min": lambda: min(numbers), "max": lambda: max(numbers),
        "median": lambda: percentile(numbers, Fraction(50)), "percentile": lambda: percentile(numbers, node[5]),
    }[function]()


# Random trees.


class Names:
    """What a tree can name."""

    def __init__(self, numbers, truths, tables, fields=(), flags=(), inside_bodies=False):
        self.numbers, self.truths, self.tables = numbers, truths, tables
        self.fields, self.flags, self.inside_bodies = fields, flags, inside_bodies


def constant():
    return ("number", Fraction(random.randint(-30, 60), random.choice([1, 1, 1, 2, 4, 5, 10, 8])))


def positive():
    return Fraction(random.randint(1, 20), random.choice([1, 2, 4, 5, 10, 100]))


def number_tree(names, depth):
    if depth == 0 or random.random() < 0.15:
        pick = random.random()
        if names.fields and pick < 0.5:
            return ("field", random.choice(names.fields))
        if names.inside_bodies and pick < 0.3:
            return ("own", random.choice(names.numbers))
        return ("read", random.choice(names.numbers)) if pick < 0.85 else constant()
    kind = random.choices(
        ["arithmetic", "negation", "power", "if", "??", "call", "round", "aggregate"], [40, 4, 4, 12, 8, 14, 8, 14])[0]
    inner = depth - 1
    if kind == "arithmetic":
        return (random.choice("++--**/"), number_tree(names, inner), number_tree(names, inner))
    if kind == "negation":
        return ("negation", number_tree(names, inner))
    if kind == "power":
        return ("power", number_tree(names, min(inner, 1)), random.choice([0, 1, 2, 3]))
    if kind == "if":
        return ("if", truth_tree(names, inner), number_tree(names, inner), number_tree(names, inner))
    if kind == "??":
        return ("??", number_tree(names, inner), number_tree(names, inner))
    if kind == "call":
        function = random.choice(["min", "max", "sum", "mean", "abs", "clamp"])
        count = {"abs": 1, "clamp": 3}.get(function, random.randint(1, 4))
        return ("call", function, [number_tree(names, inner) for _ in range(count)])
    if kind == "round":
        modes = ["half_up", "half_even", "up", "down", "floor", "ceil"]
        return ("round", number_tree(names, inner), positive(), random.choice(modes))
    return aggregate_tree(names, inner, ["sum", "mean", "count", "min", "max", "median", "percentile"])


def aggregate_tree(names, depth, functions):
    if names.fields or names.inside_bodies or random.random() < 0.6:
        table = random.choice(list(names.tables))
        source = table
        numbers, flags = names.tables[table]
        inner = Names(names.numbers, names.truths, {}, numbers, flags, names.inside_bodies)
    else:
        source = "bodies"
        functions = functions + (["rank", "percentile_rank"] if "sum" in functions else [])
        inner = Names(names.numbers, names.truths, names.tables, (), (), True)
    if not inner.tables:
        depth = min(depth, 2)
    function = random.choice(functions)
    condition = truth_tree(inner, min(depth, 2), plain=not inner.tables) if (
        function in ("any", "all") or random.random() < 0.5) else None
    argument = None if function in ("count", "any", "all") else number_tree_plain(inner, min(depth, 2))
    return ("aggregate", function, source, condition, argument, Fraction(random.choice([0, 10, 25, 50, 90, 100])))


def number_tree_plain(names, depth):
    """A tree without an aggregate over rows inside an aggregate over rows."""
    while True:
        tree = number_tree(names, depth) if names.tables else plain(names, depth)
        return tree


def plain(names, depth):
    if depth == 0:
        return number_tree(names, 0)
    return (random.choice("+-*"), plain(names, depth - 1), plain(names, depth - 1))


def truth_tree(names, depth, plain=False):
    if depth <= 0:
        pick = random.random()
        if names.flags and pick < 0.5:
            return ("field", random.choice(names.flags))
        if pick < 0.2:
            return ("kind", random.choice(KINDS))
        return ("read", random.choice(names.truths)) if pick < 0.95 else ("truth", random.random() < 0.5)
    inner = depth - 1
    leaf = number_tree if not plain else globals()["plain"]
    kind = random.choices(["compare", "logic", "not", "in", "reported", "any"], [40, 25, 10, 8, 5, 0 if plain else 8])[0]
    if kind == "compare":
        return (random.choice(list(COMPARE)), leaf(names, min(inner, 2)), leaf(names, min(inner, 2)))
    if kind == "logic":
        return (random.choice(["and", "or"]), truth_tree(names, inner, plain), truth_tree(names, inner, plain))
    if kind == "not":
        return ("not", truth_tree(names, inner, plain))
    if kind == "in":
        items = [leaf(names, 0) for _ in range(random.randint(1, 3))]
        return ("in", leaf(names, 0), items, random.random() < 0.5)
    if kind == "reported":
        return ("call", "reported", [leaf(names, min(inner, 1))])
    if not names.tables:
        return truth_tree(names, 0)
    return aggregate_tree(names, inner, ["any", "all"])


# Editions.


def score_value(score, at):
    # What is inside a score that does not apply does not apply either.
    for condition in score.get("around", []) + ([score["applies"]] if score.get("applies") else []):
        decision = value(condition, at)
        if absent(decision):
            return merged((decision, name(condition)))
        if not decision:
            return NA
    if "formula" in score:
        result = value(score["formula"], at)
        if result is NA:
            result = merged((result, name(score["formula"])))
    else:
        result = combined(score, at)
    for key, combine in (("penalty", lambda a, b: a - b), ("at_least", max), ("at_most", min)):
        if key in score:
            other = value(score[key], at)
            if result is NA:
                continue
            if absent(result) or absent(other):
                # A score without a value of its own is blamed by the clause.
                result = merged((result, name(score[key])), (other, name(score[key])))
            else:
                result = combine(result, other)
    if "round" in score and not absent(result):
        result = rounded(result, *score["round"])
    if isinstance(result, Missing) and "if_missing" in score:
        result = value(score["if_missing"], at)
    return result


def combined(score, at):
    present = [child for child in score["of"] if at.world[at.body][child["path"]] is not NA]
    if not present:
        return NA
    values = [at.world[at.body][child["path"]] for child in present]
    if any(isinstance(each, Missing) for each in values):
        return merged(*[(each, None) for each in values])
    if score["combine"] == "sum":
        if score.get("share_out") and len(present) < len(score["of"]):
            return sum(values) * sum(child["max"] for child in score["of"]) / sum(child["max"] for child in present)
        return sum(values)
    if score["combine"] == "mean":
        return sum(values) / len(values)
    weights = [child["weight"] for child in present]
    if sum(weights) == 0:
        return Missing([f"{score['path']}: division by zero"])
    return sum(each * weight for each, weight in zip(values, weights)) / sum(weights)


def random_score(path, names, depth):
    score = {"path": path}
    if depth > 0 and random.random() < 0.6:
        score["combine"] = random.choice(["sum", "mean", "weighted_mean"])
        score["share_out"] = score["combine"] == "sum" and random.random() < 0.5
        score["of"] = []
        for index in range(random.randint(2, 4)):
            child = random_score(f"{path}.{path.split('.')[-1]}{index}", names, depth - 1)
            child["weight"], child["max"] = positive(), positive()
            score["of"].append(child)
    else:
        score["formula"] = number_tree(names, 4)
    for key, chance in (("penalty", 0.2), ("at_least", 0.2), ("at_most", 0.2), ("if_missing", 0.1)):
        if random.random() < chance:
            score[key] = number_tree(names, 1)
    if random.random() < 0.3:
        score["applies"] = truth_tree(names, 2)
    if random.random() < 0.3:
        modes = ["half_up", "half_even", "up", "down", "floor", "ceil"]
        score["round"] = (positive(), random.choice(modes))
    return score


def score_lines(score, indent, parent=None):
    inner = indent + "  "
    lines = [f"{indent}{score['path'].split('.')[-1]}:", f'{inner}cite: "1"']
    for key in ("formula", "applies", "penalty", "at_least", "at_most", "if_missing"):
        if key in score:
            lines.append(f'{inner}{key}: "{text(score[key])}"')
    if "round" in score:
        lines.append(f"{inner}round: {{to: {number_text(score['round'][0])}, mode: {score['round'][1]}}}")
    for key, use in (("weight", "weighted_mean"), ("max", "sum")):
        if parent and parent["combine"] == use:
            lines.append(f"{inner}{key}: {number_text(score[key])}")
    if "of" in score:
        lines.append(f"{inner}combine: {score['combine']}")
        if score["share_out"]:
            lines.append(f"{inner}share_out: yes")
        lines.append(f"{inner}of:")
        for child in score["of"]:
            lines += score_lines(child, inner + "  ", score)
    return lines


def enclose(score, around=()):
    """Tells every score the conditions of the scores around it."""
    score["around"] = list(around)
    inner = list(around) + ([score["applies"]] if score.get("applies") else [])
    for child in score.get("of", []):
        enclose(child, inner)


def flattened(score):
    """Children before their parents."""
    return [each for child in score.get("of", []) for each in flattened(child)] + [score]


def shown(result):
    if result is NA:
        return "-"
    if isinstance(result, Missing):
        return "? " + "; ".join(result.reasons)
    return ("yes" if result else "no") if isinstance(result, bool) else str(result)


def main():
    lines = []
    for number in range(EDITIONS):
        inputs = [f"i{index}" for index in range(5)]
        flags = ["p0", "p1"]
        tables = {"t": (["t_a", "t_b", "t_c"], ["t_p"]), "u": (["u_a", "u_b"], ["u_p"])}
        rule = ["format: 1", "methodology: oracle", f'edition: "{number}"', 'act: {number: "1"}',
                "in_force: {from: 2020-01-01}", "bodies: {kinds: {central: central, local: local}}", "inputs:"]
        rule += [f"  {each}: {{type: number}}" for each in inputs] + [f"  {each}: {{type: yes_no}}" for each in flags]
        names = Names(list(inputs), list(flags), tables)
        row_formula = number_tree(Names(inputs, flags, {}, ["t_a", "t_b"], ["t_p"]), 0)
        row_formula = ("/", plain(Names(inputs, flags, {}, ["t_a", "t_b"], ["t_p"]), 1), row_formula)
        rule += ["records:", "  t:", "    fields:", "      t_a: {type: number}", "      t_b: {type: number}",
                 "      t_p: {type: yes_no}", f'      t_c: {{formula: "{text(row_formula)}", cite: "1"}}', "  u:", "    fields:",
                 "      u_a: {type: number}", "      u_b: {type: number}", "      u_p: {type: yes_no}", "derived:"]
        derived = []
        for index in range(6):
            is_truth = index % 3 == 2
            own, tree = f"{'q' if is_truth else 'd'}{index}", (truth_tree if is_truth else number_tree)(names, 4)
            derived.append((own, tree))
            rule.append(f'  {own}: {{formula: "{text(tree)}"{", type: yes_no" if is_truth else ""}, cite: "1"}}')
            (names.truths if is_truth else names.numbers).append(own)
        rule.append("scores:")
        scores = []
        for index in range(4):
            score = random_score(f"s{index}", names, 2)
            enclose(score)
            rule += score_lines(score, "  ")
            scores += flattened(score)
            names.numbers += [each["path"] for each in flattened(score)]
        lines += [f"edition {number}"] + ["|" + line for line in rule]

        world, heads = [], []
        for index in range(BODIES):
            body = {"kind": random.choice(KINDS)}
            head = [f"body b{index} {body['kind']}"]
            for each in inputs + flags:
                body[each], shown_text = random_figure(each, each)
                if shown_text:
                    head[0] += f" {each}={shown_text}"
            for table, (numbers, table_flags) in tables.items():
                body[table] = []
                for position in range(random.choice([0] + [1, 2, 3, 5] * 8)):
                    row, line = {}, f"row {table}"
                    for field in [each for each in numbers if each != "t_c"] + table_flags:
                        row[field], shown_text = random_figure(field, f"{table}[{position + 1}].{field}", 0.004)
                        if shown_text:
                            line += f" {field}={shown_text}"
                    body[table].append(row)
                    head.append(line)
            world.append(body)
            heads.append(head)
        for index in range(BODIES):
            for row in world[index]["t"]:
                row["t_c"] = value(row_formula, Context(world, index, "t.t_c", None, row))
        for own, tree in derived:
            results = [value(tree, Context(world, index, own)) for index in range(BODIES)]
            for body, result in zip(world, results):
                body[own] = result
        for score in scores:
            results = [score_value(score, Context(world, index, score["path"])) for index in range(BODIES)]
            for body, result in zip(world, results):
                body[score["path"]] = result
        for body, head in zip(world, heads):
            lines += head
            lines += [f"= {own} {shown(body[own])}" for own in [each for each, _ in derived] + [s["path"] for s in scores]]
    Path(__file__).with_name("cases.txt").write_text("\n".join(lines) + "\n")


def random_figure(field, blame, chance=0.012):
    if random.random() < chance:
        return Missing([blame]), ""
    if "p" in field:
        truth = random.random() < 0.5
        return truth, "yes" if truth else "no"
    figure = Fraction(random.randint(-40, 160), random.choice([1, 1, 2, 5, 10, 100]))
    return figure, number_text(figure)


main()
