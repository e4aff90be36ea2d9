"""Tables as people have them: encodings, separators, decimals, and how yes, no and nothing are written."""

from dataclasses import dataclass

PERCENTAGES = ("media_satisfied", "public_satisfied")


@dataclass(frozen=True)
class Style:
    separator: str = ","
    encoding: str = "utf-8"
    yes_no: tuple = ("yes", "no")
    comma: bool = False
    group: str = ""
    nothing: str = ""
    line: str = "\n"
    percent: str = ""       # what stands behind a percentage
    first: str = ""         # a line above the names
    quoted: bool = False    # texts stand in quotation marks

    def cell(self, value, column):
        if value is None:
            return self.nothing
        if isinstance(value, bool):
            return self.yes_no[0 if value else 1]
        if isinstance(value, int):
            return f"{value:,}".replace(",", self.group)
        if isinstance(value, float):
            text = f"{value:.2f}".replace(".", "," if self.comma else ".")
            return text + (self.percent if column in PERCENTAGES else "")
        if self.quoted or any(sign in value for sign in (self.separator, '"', "\n")):
            return '"' + value.replace('"', '""') + '"'
        return value

    def lines(self, columns, rows):
        return [self.first] * bool(self.first) + [self.separator.join(columns)] + [
            self.separator.join(self.cell(row[column], column) for column in columns) for row in rows]

    def write(self, path, lines):
        path.parent.mkdir(parents=True, exist_ok=True)
        text = "".join(line + self.line for line in lines)
        if self.encoding == "utf-16":  # with the mark of one order on every machine
            path.write_bytes(("\ufeff" + text).encode("utf-16-le"))
        else:
            path.write_bytes(text.encode(self.encoding))


PLAIN = Style()
OLD = Style(";", "cp1251", ("да", "нет"), comma=True, group="\u00a0", line="\r\n")

# The style of a year, and of single tables in it.
STYLES = {
    2016: (OLD, {"bodies": Style(";", "cp1251", ("да", "нет"), comma=True, group=" ", nothing="н/д", line="\r\n")}),
    2017: (PLAIN, {"services": Style(";", "utf-8-sig", ("иә", "жоқ"), comma=True, line="\r\n")}),
    2018: (Style("\t", "utf-16", ("ДА", "НЕТ"), comma=True, line="\r\n"), {}),
    2019: (Style(";", "utf-8-sig", ("1", "0"), comma=True, line="\r\n", first="sep=;"), {}),
    2020: (Style(",", "utf-8", ("true", "false"), nothing="n/a"), {}),
    2021: (Style(";", "utf-8", ("иә", "жоқ"), comma=True, nothing="—"), {}),
    2022: (Style(",", "utf-8", percent=" %"), {}),
    2023: (Style(",", "utf-8", quoted=True), {}),
    2024: (PLAIN, {}),
}


def write_table(folder, year, table, columns, rows):
    style, others = STYLES[year]
    style = others.get(table, style)
    if style.encoding == "cp1251":  # it has no ө, ң or қ, so that there are no Kazakh names in it
        columns = [column for column in columns if column != "name_kk"]
    lines = style.lines(columns, rows)
    if year == 2016 and table == "facts":
        lines += [style.separator * (len(columns) - 1)] * 3  # what a spreadsheet program leaves below a table
    style.write(folder / f"{table}.csv", lines)
