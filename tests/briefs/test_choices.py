"""What a brief chooses, leaves out and words, on small pages built by hand: plans, dates, denials, ranking."""

from dataclasses import dataclass, replace
from typing import Any

import pytest

from communique import briefs
from communique.briefs import wording, words
from communique.shapes import (
    ActorRef,
    Article,
    Brief,
    Copy,
    Dispute,
    DisputeSide,
    Dossier,
    DossierView,
    Event,
    Family,
    Figure,
    Filing,
    Findings,
    Meeting,
    Party,
    Place,
    Selection,
    Span,
    Stamp,
    Statement,
    When,
)

LIND = ActorRef(label="Ada Lind", actor_id="person/ada-lind", country="NRL", sector="GOV")
BERG = ActorRef(label="Ivo Berg", actor_id="person/ivo-berg", country="STL", sector="GOV")
GUARDS = ActorRef(label="unnamed: guards")
PARTIES = (Party(id="NRL", name="Norland", country="NRL"), Party(id="STL", name="Southland", country="STL"))


@dataclass(kw_only=True)
class Sheet:
    """A page under construction: findings are cut from its text by their words."""

    name: str
    text: str
    published: str | None = "2031-05-07"

    def at(self, words: str) -> Span:
        start = self.text.index(words)
        return Span(start=start, end=start + len(words))

    def when(self, words: str, start: str, end: str, precision: str = "day") -> When:
        fields: Any = {"precision": precision}
        return When(span=self.at(words), text=words, type="DATE", value=start, start=start, end=end, **fields)

    def place(self, words: str, number: int, country: str = "NRL") -> Place:
        return Place(span=self.at(words), name=words, geonames_id=number, country=country, level="city")

    def said(self, source: str | None, cue: str, content: str, whole: str, **more: Any) -> Statement:
        fields = {"kind": "indirect", "speaker": (LIND,), **more}
        return Statement(
            id=f"said-{self.name}-{self.at(content).start}", span=self.at(whole), cue=self.at(cue),
            source=self.at(source) if source else None, content=self.at(content), **fields,
        )  # fmt: skip

    def event(self, words: str, trigger: str, kind: str, **more: Any) -> Event:
        fields = {"code": "CONSULT", "mode": None, "modality": "happened", **more}
        return Event(
            id=f"{kind}-{self.name}-{self.at(words).start}",
            span=self.at(words),
            trigger=self.at(trigger),
            kind=kind,
            **fields,
        )

    def meeting(self, event: Event, **more: Any) -> Meeting:
        what = self.text[event.span.start : event.span.end]
        return Meeting(
            id=f"m-{event.id}", span=event.span, event_id=event.id, what=what, when=event.date, place=event.place,
            parties=event.actor, **{"status": "planned", **more},
        )  # fmt: skip

    def found(self, *findings: Any, places: tuple[Place, ...] = ()) -> Findings:
        stamp = Stamp(value=self.published, method="meta") if self.published else None
        kinds: dict[str, Any] = {
            name: tuple(one for one in findings if isinstance(one, shape))
            for name, shape in (
                ("statements", Statement),
                ("events", Event),
                ("figures", Figure),
                ("meetings", Meeting),
            )
        }
        page = Article(id=self.name, page_id=self.name, text=self.text, published=stamp, outlet=f"Paper {self.name}")
        return Findings(article=page, places=places, **kinds)


def brief_of(*found: Findings, as_of: str = "2031-05-10", filed: tuple[str, ...] = (), **more: Any) -> Brief:
    families = tuple(
        Family(
            id=f"f-{one.article.id}", first=one.article.id, copies=(Copy(article_id=one.article.id, reason="first"),)
        )
        for one in found
    )
    filings = tuple(Filing(finding_id=name, article_id="", objective="1.1", reason="word: x") for name in filed)
    fields = {"since": None, "progress": (), "disputes": (), **more}
    view = DossierView(
        dossier=Dossier(id="d", version=1, title="Dye Accord", aliases=("Dye Dialogue",), parties=PARTIES),
        selection=Selection(findings=found, families=families, occurrences=()), as_of=as_of, filings=filings, **fields,
    )  # fmt: skip
    return briefs.compose(view)


def cells(brief: Brief, name: str) -> list[str]:
    return [" | ".join(line.cells) for one in brief.sections if one.id == name for line in one.lines]


# ---- coming up -------------------------------------------------------------------------------------------------


def plan(name: str, text: str, when: tuple[str, str, str, str] | None, place: str | None, **more: Any) -> Findings:
    """A page that announces talks; `when` = words, start, end, precision."""
    sheet = Sheet(name=name, text=text, published=more.pop("published", "2031-05-02"))
    given: dict[str, Any] = {"modality": "planned"}
    if when:
        given["date"] = sheet.when(*when)
    if place:
        given["place"] = sheet.place(place, 7)
    event = sheet.event(text.rstrip("."), more.pop("trigger", "meet"), more.pop("kind", "meeting"), **given, **more)
    return sheet.found(event, sheet.meeting(event))


def held(day: str, place: str = "Kestrel", number: int = 7) -> Findings:
    sheet = Sheet(name="held", text=f"Delegates met in {place} on the day.", published="2031-05-08")
    date = sheet.when("the day", day, f"{day[:8]}{int(day[8:]) + 1:02d}")
    return sheet.found(
        sheet.event(f"Delegates met in {place}", "met", "talks", place=sheet.place(place, number), date=date)
    )


UNDATED = plan("plan", "Officials of both sides are to meet in Kestrel.", None, "Kestrel")
IN_MAY = plan(
    "plan",
    "Officials of both sides are to meet in Kestrel in May.",
    ("in May", "2031-05-01", "2031-06-01", "month"),
    "Kestrel",
)


@pytest.mark.parametrize("announced", [UNDATED, IN_MAY], ids=["no date", "month"])
def test_a_plan_that_was_carried_out_is_no_longer_coming_up(announced: Findings) -> None:
    assert len(cells(brief_of(announced), "coming-up")) == 1
    assert cells(brief_of(announced, held("2031-05-07")), "coming-up") == []


@pytest.mark.parametrize("announced", [UNDATED, IN_MAY], ids=["no date", "month"])
def test_a_meeting_before_the_announcement_or_abroad_leaves_the_plan_standing(announced: Findings) -> None:
    assert len(cells(brief_of(announced, held("2031-04-20")), "coming-up")) == 1
    abroad = held("2031-05-07", "Sundhaven", 9)
    event = abroad.events[0]
    assert event.place is not None
    abroad = replace(abroad, events=(replace(event, place=replace(event.place, country="STL")),))
    assert len(cells(brief_of(announced, abroad), "coming-up")) == 1


def test_two_announcements_of_one_day_are_one_and_fill_each_other_in() -> None:
    day = ("5 June", "2031-06-05", "2031-06-06", "day")
    one = plan("a", "His hearing is set for 5 June.", day, None, kind="hearing", trigger="hearing", actor=(BERG,))
    two = plan(
        "b", "The hearing of the trader opens on 5 June in Kestrel.", day, "Kestrel", kind="hearing", trigger="hearing",
        published="2031-05-04",
    )  # fmt: skip
    (row,) = cells(brief_of(one, two), "coming-up")
    assert row == (
        "5 Jun 2031 | The hearing of the trader opens on 5 June in Kestrel. | Kestrel | Ivo Berg | planned | 2 sources"
    )


def test_other_people_or_another_place_on_the_same_day_are_another_thing() -> None:
    day = ("5 June", "2031-06-05", "2031-06-06", "day")
    one = plan("a", "Berg will meet traders on 5 June.", day, None, actor=(BERG,))
    two = plan("b", "Lind will meet dyers on 5 June.", day, None, actor=(LIND,))
    assert len(cells(brief_of(one, two), "coming-up")) == 2


def test_a_plan_gone_by_without_report_is_unknown_and_one_with_report_is_not() -> None:
    over = ("1 May", "2031-05-01", "2031-05-02", "day")
    announced = plan(
        "plan", "Officials of both sides are to meet in Kestrel on 1 May.", over, "Kestrel", published="2031-04-20"
    )
    asked = "Whether it took place, announced for 1 May 2031, no later report on record: Officials of both sides are"
    assert any(line.startswith(asked) for line in cells(brief_of(announced), "unknown"))
    assert not any(
        "Whether it took place" in line for line in cells(brief_of(announced, held("2031-05-01")), "unknown")
    )


def test_the_bottom_line_names_what_matters_most_ahead_not_what_is_nearest() -> None:
    near = plan("a", "Some traders hold a fair on 12 May here.", ("12 May", "2031-05-12", "2031-05-13", "day"), None,
                kind="meeting", trigger="fair")  # fmt: skip
    day = ("5 June", "2031-06-05", "2031-06-06", "day")
    main = plan("b", "Ada Lind will meet Ivo Berg on 5 June.", day, None, actor=(LIND, BERG))
    lines = cells(brief_of(near, main), "bottom-line")
    assert lines[-1] == "Coming up: Ada Lind will meet Ivo Berg on 5 June (5 Jun 2031)."


# ---- dates -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words_told", "start", "end", "precision", "expected"),
    [
        ("Friday", "2031-05-02", "2031-05-03", "day", "2 May 2031"),
        ("2-3 May", "2031-05-02", "2031-05-04", "day", "2 to 3 May 2031"),
        ("last week", "2031-04-28", "2031-05-05", "week", "week of 28 Apr 2031"),
        ("last winter", "2030-12-01", "2031-03-01", "season", "Dec 2030 to Feb 2031"),
        ("in May", "2031-05-01", "2031-06-01", "month", "May 2031"),
        ("soon", "2031-05-07", "2031-05-08", "imprecise", ""),
    ],
)
def test_times_are_told_without_words_that_count_from_the_page(
    words_told: str, start: str, end: str, precision: str, expected: str
) -> None:
    sheet = Sheet(name="a", text=f"They met {words_told}.")
    assert wording.day_told(sheet.when(words_told, start, end, precision)) == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2031-05-14", "2031-05-15", "14 to 15 May 2031"),
        ("2031-05-30", "2031-06-02", "30 May to 2 Jun 2031"),
        ("2030-12-31", "2031-01-01", "31 Dec 2030 to 1 Jan 2031"),
        ("2031-05-14", "2031-05-14", "14 May 2031"),
        ("2031-05-05", "2031-06-05", "5 May to 5 Jun 2031"),
        ("2031", "2032", "2031 to 2032"),
    ],
)
def test_both_ends_of_a_stretch_share_what_they_have_in_common(first: str, last: str, expected: str) -> None:
    assert words.days(first, last) == expected


@pytest.mark.parametrize(
    ("text", "told", "start", "end", "precision"),
    [
        ("Guards seized 40 vials on Thursday.", "Thursday", "2031-05-15", "2031-05-16", "day"),
        ("Guards seized 40 vials since March 2029.", "March 2029", "2029-03-01", "2029-04-01", "month"),
        ("Guards seized 40 vials this year.", "this year", "2031-01-01", "2032-01-01", "year"),
    ],
    ids=["after its page", "counted since", "the year of the page"],
)
def test_a_deed_has_the_day_of_its_page_where_the_time_told_is_not_its_day(
    text: str, told: str, start: str, end: str, precision: str
) -> None:
    sheet = Sheet(name="a", text=text)
    seized = sheet.event(
        "Guards seized 40 vials", "seized", "seizure", code="COERCE", date=sheet.when(told, start, end, precision)
    )
    (row,) = cells(brief_of(sheet.found(seized)), "happened")
    assert row.startswith("(7 May 2031) | seizure")


# ---- words -----------------------------------------------------------------------------------------------------


def test_a_denial_keeps_its_verb_wherever_it_stands() -> None:
    sheet = Sheet(name="a", text="Ada Lind denied on Monday that dye is milled in her country.")
    denial = sheet.said(
        "Ada Lind", "denied", "dye is milled in her country", sheet.text.rstrip("."), act="denial"
    )  # fmt: skip
    found = sheet.found(denial)
    whole = "denied on Monday that dye is milled in her country"
    assert wording.uttered(denial, found.article) == whole
    (row,) = cells(brief_of(found), "said")
    assert row == f"(7 May 2031) | Ada Lind | denial | {whole} | "


def test_a_quotation_or_words_told_before_their_verb_stand_behind_a_colon() -> None:
    sheet = Sheet(name="a", text='"No dye is milled," Ada Lind said. Mills were searched, she added.')
    quoted = sheet.said("Ada Lind", "said", "No dye is milled,", '"No dye is milled," Ada Lind said', kind="direct")
    added = sheet.said("she", "added", "Mills were searched", "Mills were searched, she added")
    page = sheet.found(quoted, added).article
    assert wording.uttered(quoted, page) == 'said: "No dye is milled"'
    assert wording.uttered(added, page) == "added: Mills were searched"


def test_words_of_an_event_that_leave_open_who_is_meant_are_shown_in_their_sentence() -> None:
    start = (
        "A trader from the northern hills who had lived in the port for twenty years pleaded not guilty in Kestrel on"
    )
    sheet = Sheet(name="a", text=f"{start} Monday, three days after the southern guards had at last handed him over.")
    event = sheet.event("the southern guards had at last handed him over", "handed", "handover", code="COOPERATE")
    (row,) = cells(brief_of(sheet.found(event)), "happened")
    assert "A trader from the northern hills" in row
    assert "handed him over" in row


def test_who_acts_shortly_before_an_event_is_shown_with_it() -> None:
    start = (
        "Norland will not allow any foreign guard or officer or clerk on its soil at all, the minister told the press,"
    )
    text = f"{start} after some traders in Sundhaven called for armed action against all of the dye mills in Kestrel."
    sheet = Sheet(name="a", text=text)
    traders = ActorRef(label="unnamed: some traders", span=sheet.at("some traders in Sundhaven"))
    event = sheet.event(
        "called for armed action against all of the dye mills in Kestrel", "action", "military-action",
        modality="called-for", actor=(traders,),
    )  # fmt: skip
    (row,) = cells(brief_of(sheet.found(event)), "other")
    assert "| some traders in Sundhaven called for armed action against" in row


def test_words_that_begin_with_a_pronoun_have_in_front_who_is_meant() -> None:
    sheet = Sheet(name="a", text="Ada Lind spoke first. They also found forty vials of dye in Kestrel.")
    finder = replace(LIND, span=sheet.at("They"))
    event = sheet.event(
        "They also found forty vials of dye in Kestrel", "found", "seizure", code="COERCE", actor=(finder,)
    )
    (row,) = cells(brief_of(sheet.found(event)), "happened")
    assert "| Ada Lind: they also found forty vials of dye in Kestrel. |" in row


def test_the_pronoun_of_who_reports_is_not_taken_for_who_acts() -> None:
    sheet = Sheet(name="a", text="Ivo Berg spoke first. He added that guards had found forty vials of dye.")
    guards = ActorRef(label="Guards", actor_id="org/guards", span=sheet.at("guards"))
    event = sheet.event("guards had found forty vials of dye", "found", "seizure", code="COERCE", actor=(guards,),
                        reported_by=(BERG,))  # fmt: skip
    (row,) = cells(brief_of(sheet.found(event)), "happened")
    assert "| Ivo Berg: he added that guards had found forty vials of dye. |" in row


def test_an_unnamed_speaker_is_not_shown_by_a_sentence_that_names_another() -> None:
    sheet = Sheet(name="a", text="Lind will not allow it, she said, after some traders called for armed action at sea.")
    whole = "some traders called for armed action at sea"
    called = sheet.said("some traders", "called for", "armed action at sea", whole, act="demand",
                        speaker=(ActorRef(label="unnamed: some traders"),))  # fmt: skip
    (line,) = [line for line in cells(brief_of(sheet.found(called)), "unknown") if "Who speaks" in line]
    assert line.endswith("no name: Some traders called for armed action at sea.")


# ---- choice ----------------------------------------------------------------------------------------------------


def raid(name: str, published: str, text: str = "Guards raided a dye mill near Kestrel.") -> Findings:
    sheet = Sheet(name=name, text=text, published=published)
    return sheet.found(sheet.event(text.rstrip("."), "raided", "lab-raid", code="COERCE"))


def test_what_is_new_comes_before_the_same_of_long_ago() -> None:
    old, new = raid("a", "2030-11-02"), raid("b", "2031-05-06", "Guards raided another dye mill at Sundhaven.")
    ids = tuple(one.events[0].id for one in (old, new))
    brief = brief_of(old, new, filed=ids)
    assert "another dye mill" in cells(brief, "bottom-line")[0]
    assert "near Kestrel" in cells(brief, "key-points")[0]


def test_what_names_the_dossier_comes_before_what_concerns_it_not() -> None:
    other = raid("a", "2031-05-09")
    sheet = Sheet(
        name="b", text="Delegates of both sides held the third Dye Dialogue in Kestrel.", published="2031-05-07"
    )
    named = sheet.found(sheet.event(sheet.text.rstrip("."), "held", "talks"))
    assert "third Dye Dialogue" in cells(brief_of(other, named), "bottom-line")[0]


def test_key_points_are_of_different_pages_while_there_are_others() -> None:
    text = "Ada Lind promised to close all the mills of Norland. Ivo Berg vowed to fund inspectors of the mills."
    text += " Guards shut the port at Kestrel."
    sheet = Sheet(name="a", text=text)
    crowded = sheet.found(
        sheet.said("Ada Lind", "promised", "to close all the mills of Norland",
                   "Ada Lind promised to close all the mills of Norland", act="commitment"),
        sheet.said("Ivo Berg", "vowed", "to fund inspectors of the mills",
                   "Ivo Berg vowed to fund inspectors of the mills", act="commitment", speaker=(BERG,)),
        sheet.event("Guards shut the port at Kestrel", "shut", "seizure", code="COERCE"),
    )  # fmt: skip
    brief = brief_of(crowded, raid("b", "2031-01-05"))
    first, *others = cells(brief, "key-points")
    assert "dye mill near Kestrel" in first
    assert len(others) == 2, "then the others of the first page have their turn"
    shown = [*cells(brief, "bottom-line"), first, *others]
    assert len(set(shown)) == len(shown) == 4


def test_what_happened_is_not_led_by_words_that_also_tell_a_plan() -> None:
    text = "The next hearing of the trader, whom Southland handed over last month, is set for 5 June in Kestrel."
    mixed = Sheet(name="a", text=text)
    done = mixed.event("Southland handed over last month", "handed", "handover", code="COOPERATE")
    ahead = mixed.event("is set for 5 June", "set", "hearing", code="none", modality="planned")
    plain = raid("b", "2031-04-20")
    brief = brief_of(mixed.found(done, ahead), plain)
    assert "dye mill" in cells(brief, "bottom-line")[0]


def test_an_accusation_is_a_statement_and_no_deed() -> None:
    sheet = Sheet(name="a", text="Ada Lind accused the traders of milling dye.")
    event = sheet.event(sheet.text.rstrip("."), "accused", "accusation", code="ACCUSE", actor=(LIND,))
    assert cells(brief_of(sheet.found(event)), "happened") == []


def test_what_one_sentence_tells_is_one_row() -> None:
    sheet = Sheet(name="a", text="Guards arrested two traders and seized forty vials of dye.")
    arrest = sheet.event("Guards arrested two traders", "arrested", "arrest", code="COERCE")
    seizure = sheet.event("seized forty vials of dye", "seized", "seizure", code="COERCE")
    (row,) = cells(brief_of(sheet.found(arrest, seizure)), "happened")
    assert set(row.split(" | ")[1].split(", ")) == {"arrest", "seizure"}


# ---- disputes --------------------------------------------------------------------------------------------------


def test_the_newest_wording_of_a_side_comes_first_and_is_not_said_twice() -> None:
    def denial(name: str, speaker: ActorRef, published: str) -> Findings:
        sheet = Sheet(name=name, text=f'{speaker.label} said that "no dye" is milled at home.', published=published)
        said = sheet.said(
            speaker.label, "said", '"no dye" is milled at home', sheet.text.rstrip("."), kind="mixed", act="denial",
            speaker=(speaker,),
        )  # fmt: skip
        return sheet.found(said)

    def side(found: Findings) -> DisputeSide:
        said = found.statements[0]
        return DisputeSide(
            finding_id=said.id, article_id=found.article.id, family_id=f"f-{found.article.id}", span=said.content,
            speaker=said.speaker,
        )  # fmt: skip

    sheet = Sheet(name="c", text="The Guard reported that dye is milled in Ostmark.", published="2031-05-01")
    reported = sheet.found(
        sheet.said("The Guard", "reported", "dye is milled in Ostmark", sheet.text.rstrip("."), speaker=(GUARDS,))
    )
    pages = (denial("a", LIND, "2031-02-01"), denial("b", BERG, "2031-05-05"), reported)
    disputes = tuple(
        Dispute(id=f"d{n}", about="dye", template="t", a=side(page), b=side(reported), reason="test")
        for n, page in enumerate(pages[:2])
    )
    brief = brief_of(*pages, disputes=disputes)
    assert [row.split(" | ")[1:3] for row in cells(brief, "disputes")] == [
        ["A", "Ivo Berg"],
        ["also", "Ada Lind"],
        ["B", "guards (not named)"],
    ]
    assert 'Ivo Berg said that "no dye" is milled at home (page of 5 May 2031)' in cells(brief, "bottom-line")[-1]
    assert cells(brief, "said") == [], "they stand in the dispute"
