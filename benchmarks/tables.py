"""What was measured, and the tables made of it; values in, lines out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median


@dataclass(slots=True)
class Row:
    """One way of asking for one page; per round a median of CPU time and a rate."""

    queries: int
    kilobytes: float
    milliseconds: list[float] = field(default_factory=list)
    rates: list[float] = field(default_factory=list)


# (page, way) to what was measured; None where the site has no such page or gives no such answer.
Rows = dict[tuple[str, str], Row | None]

NAMES = f"{'page':13}{'way':10}"


def ratio(now: Sequence[float], base: Sequence[float]) -> float:
    """Return now / base as the median over rounds: each round met the machine in one mood."""
    return median(a / b for a, b in zip(now, base, strict=True))


def one(rows: Rows, hello: Sequence[float]) -> list[str]:
    """Return the table of one tree."""
    lines = [f"{NAMES}{'queries':>9}{'CPU ms':>9}{'kB gzip':>9}{'requests/s':>12}{'of hello':>10}"]
    lines.append(f"{'hello':32}{'':18}{median(hello):>12.0f}{'100 %':>10}")
    for (page, way), row in rows.items():
        name = f"{page:13}{way:10}"
        if row is None:
            lines.append(f"{name}{'none':>9}")
            continue
        lines.append(
            f"{name}{row.queries:>9}{median(row.milliseconds):>9.2f}{row.kilobytes:>9.1f}"
            f"{median(row.rates):>12.0f}{percent(ratio(row.rates, hello)):>10}"
        )
    return lines


def two(base: Rows, now: Rows, hello: Sequence[float], names: tuple[str, str]) -> list[str]:
    """Return both tables side by side, and what the working tree is of its base."""
    columns = f"{'queries':>9}{'CPU ms':>9}{'req/s':>8}{'hello':>8}"
    lines = [
        f"{'':23} |{names[0]:^34} |{names[1]:^34} |    tree / base",
        f"{NAMES} |{columns} |{columns} |{'CPU':>7}{'req/s':>8}",
        f"{'hello':23} |{median(hello):>26.0f}{'100 %':>8} |{'':34} |",
    ]
    for key, row in now.items():
        other = base.get(key)
        ratios = ""
        if row and other:
            cpu = ratio(row.milliseconds, other.milliseconds)
            ratios = f"{cpu:>7.2f}{ratio(row.rates, other.rates):>8.2f}"
        name = f"{key[0]:13}{key[1]:10}"
        lines.append(f"{name} |{_half(other, hello)} |{_half(row, hello)} |{ratios}".rstrip())
    return lines


def _half(row: Row | None, hello: Sequence[float]) -> str:
    if row is None:
        return f"{'none':>9}{'':25}"
    return (
        f"{row.queries:>9}{median(row.milliseconds):>9.2f}{median(row.rates):>8.0f}"
        f"{percent(ratio(row.rates, hello)):>8}"
    )


def percent(share: float) -> str:
    """Return "3.4 %" or "52 %": below ten a decimal says something."""
    return f"{share:.1%}".replace("%", " %") if share < 0.1 else f"{share:.0%}".replace("%", " %")
