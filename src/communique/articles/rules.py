"""Rules that stand above the models of both kinds of page, for what is rare in the pages that those learned from.

Boilerplate that is good prose (risk disclosures, terms, readers' comments) looks like a story; it is known by its
phrases,
by the heading above it, or by the notices around it.
"""

from collections.abc import Mapping, Sequence

from communique.articles.lines import Line

EARLY: Mapping[str, float] = {"comments": 0.3, "legal-notice": 0.3}
LATE: Mapping[str, float] = {**EARLY, "related-links": 0.7, "newsletter": 0.7, "share": 0.7}
"""Share of the story that must stand before a closing section, by what the section is. On the development dumps (five
folds by site) a cut at comments and legal notices after .3 gains .001 F1; at related links it costs as much whenever it
comes, but headlines of other stories make false findings, so late ones are cut. In HTML a heading of related links
often
stands within the story, whose next paragraphs the mark-up shows to be of it: there only `EARLY` holds."""
LONGEST_PITCH = 160
"""Characters of what a sponsor says under `Support comes from`; a longer block is the story again."""
OPEN = frozenset({"body", "short", "outside-article"})
"""Labels that say nothing of what a block is, so that the section it stands in may."""


def without_notices(read: Sequence[Line], labels: Sequence[str]) -> list[str]:
    """Labels in which no notice, no heading of another section and no sponsor's line is `body`."""
    found = [_notice(line) if label == "body" else label for line, label in zip(read, labels, strict=True)]
    for number in range(1, len(found) - 1):
        if found[number] == "body" and found[number - 1] == found[number + 1] == "legal-notice":
            found[number] = "legal-notice"
    for number in range(1, len(found)):
        before = read[number - 1].heading
        if before and before.introduces and found[number] == "body" and read[number].size <= LONGEST_PITCH:
            found[number] = before.reason
    return found


def _notice(line: Line) -> str:
    reason, weight = line.notice
    if weight >= 2:
        return reason
    if not line.words and not any(sign.isalnum() for sign in line.text):
        return "end-mark"
    return line.heading.reason if line.heading and (line.heading.ends or line.heading.introduces) else "body"


def cut(read: Sequence[Line], labels: Sequence[str], after: Mapping[str, float]) -> list[str]:
    """Labels with everything dropped that follows the heading of a closing section; `after` is EARLY or LATE."""
    total = sum(line.size for line, label in zip(read, labels, strict=True) if label == "body")
    seen = 0
    for number, line in enumerate(read):
        heading = line.heading
        if heading and heading.ends and seen and seen >= after.get(heading.reason, 2.0) * total:
            return [*labels[:number], *(heading.reason if label in OPEN else label for label in labels[number:])]
        seen += line.size if labels[number] == "body" else 0
    return list(labels)
