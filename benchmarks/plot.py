"""One small picture: measured seconds against claims, both in logs, beside n log n through the first point."""

from __future__ import annotations

import math

WIDTH, HEIGHT, MARGIN = 560, 360, 56
INK, LINE = "#1f4e79", "#999"


def log_plot(points: list[tuple[float, float]]) -> str:
    """An SVG of seconds of processor time against claims."""
    first, last = points[0], points[-1]
    each = first[1] / first[0] / math.log(first[0])
    bound = [(n, each * n * math.log(n)) for n, _ in points]
    xs = (math.log10(first[0]) - 0.1, math.log10(last[0]) + 0.1)
    seconds = [math.log10(s) for _, s in [*points, *bound]]
    ys = (math.floor(min(seconds)), math.ceil(max(seconds)))

    def at(n: float, s: float) -> tuple[float, float]:
        x = MARGIN + (math.log10(n) - xs[0]) / (xs[1] - xs[0]) * (WIDTH - 2 * MARGIN)
        y = HEIGHT - MARGIN - (math.log10(s) - ys[0]) / (ys[1] - ys[0]) * (HEIGHT - 2 * MARGIN)
        return round(x, 1), round(y, 1)

    def path(rows: list[tuple[float, float]]) -> str:
        return "M" + " L".join(f"{x},{y}" for x, y in (at(*r) for r in rows))

    body = []
    for power in range(ys[0], ys[1] + 1):
        y = at(first[0], 10.0**power)[1]
        body.append(f'<path d="M{MARGIN},{y} H{WIDTH - MARGIN}" stroke="#eee"/>')
        body.append(f'<text x="{MARGIN - 8}" y="{y + 4}" text-anchor="end">{10.0**power:g} s</text>')
    for n, s in points:
        x, y = at(n, s)
        body.append(f'<text x="{x}" y="{HEIGHT - MARGIN + 20}" text-anchor="middle">{n:,.0f}</text>')
        body.append(f'<circle cx="{x}" cy="{y}" r="4" fill="{INK}"/>')
        body.append(f'<text x="{x + 8}" y="{y + 14}" fill="{INK}">{s:,.0f}</text>')
    body.append(f'<path d="{path(bound)}" fill="none" stroke="{LINE}" stroke-dasharray="5 4"/>')
    body.append(f'<path d="{path(points)}" fill="none" stroke="{INK}" stroke-width="2"/>')
    x, y = at(*bound[-1])
    body.append(f'<text x="{x - 6}" y="{y - 8}" text-anchor="end" fill="#666">n log n</text>')
    title = "Linking: seconds of processor time against claims"
    body.append(f'<text x="{MARGIN}" y="24" font-weight="bold">{title}</text>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" '
        f'font-size="12"><title>{title}</title><rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>\n'
        + "\n".join(body)
        + "\n</svg>\n"
    )
