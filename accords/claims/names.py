"""A list of actors made ready to be asked by name: every form once, folded, and one pass over a text finds them all."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple, TypeAlias

from accords.claims.listed import ONE_SEAT, Held, Listed, flat, key, last_names, leading_roles, role_fits, role_words
from accords.vocabulary import Actor, ActorKind, Span, slug

_Table: TypeAlias = dict[str, tuple[Listed, ...]]
_Row: TypeAlias = tuple[frozenset[str], Held, Listed]  # the words of a role, the role, who held it


class FormKind(StrEnum):
    """How a form stands for an actor. Where one form is several of them the first of this order holds."""

    NAME = "name"
    PERSON = "person"
    PLURAL = "plural"
    ADJECTIVE = "adjective"
    SEAT = "seat"
    CAPITAL = "capital"


class Found(NamedTuple):
    """A form in a text: its place, how it stands for somebody, whom it may mean (several where it does not tell)."""

    span: Span
    kind: FormKind
    listed: tuple[Listed, ...]


class FileRoster:
    """The actors of one or several lists. A later list adds to an earlier, and answers alone where both know a form.

    `lists` are in that order, and within them no two actors have one id (`claims.roster` merges those).
    `not_actors` are longer names that hold a form and mean something else ("New Mexico"): `find` passes over them.
    """

    def __init__(self, *lists: Iterable[Listed], not_actors: Iterable[str] = ()) -> None:
        self.lists = tuple(map(tuple, lists))
        self.not_actors = tuple(not_actors)
        self.actors: dict[str, Listed] = {listed.id: listed for actors in self.lists for listed in actors}

    @cached_property
    def _tables(self) -> _Tables:
        # Made when first asked, since a roster that only serves as the base of another never is.
        return _Tables(self.lists, self.not_actors)

    def get(self, actor_id: str) -> Listed | None:
        return self.actors.get(actor_id)

    def named(self, form: str) -> tuple[Listed, ...]:
        """Whom a form names outright, by name or alias; of persons the full name. "us" and "Who" are no acronyms."""
        folded = key(form)
        if folded in self._tables.acronyms and not _keeps_case(form):
            return ()
        return self._tables.named.get(folded, ())

    def by_last_name(self, last: str) -> tuple[Listed, ...]:
        """The persons with that last name: "von der Leyen", "Leyen", "Sisi", "bin Salman", "Xi"."""
        return self._tables.last.get(key(last), ())

    def metonym(self, form: str) -> tuple[Listed, ...]:
        """Whom a capital or a seat of government may stand for. Whether it is only a place, the sentence decides."""
        return self._tables.metonyms.get(key(form), ())

    def adjective(self, form: str) -> tuple[Listed, ...]:
        """Whose adjective it is: "Kosovar", "American"."""
        folded = key(form)
        if folded in self._tables.acronyms and not _keeps_case(form):
            return ()
        return self._tables.adjectives.get(folded, ())

    def demonym(self, form: str) -> tuple[Listed, ...]:
        """Whose people it names: "Russians", "the French"."""
        return self._tables.plurals.get(key(form), ())

    def holders(self, role: str, party: str, on: date | None) -> tuple[Listed, ...]:
        """Who held a role for a party (its name or id) on a day; those whose days are not known count as possible.

        Without a day the latest ones: all who still hold it, else the last who did.
        """
        party_id = party if party in self._tables.held else slug(party)
        if party_id not in self._tables.held:
            named = self.named(party)
            party_id = named[0].id if len(named) == 1 else party_id
        who = self.actors.get(party_id)
        asked = role_words(role)
        if who is not None:
            asked -= {word for form in (who.name, *who.aliases, *who.adjectives) for word in role_words(form)}
        rows = [(role_words(held.role), held, listed) for held, listed in self._tables.held.get(party_id, ())]
        fitting = _fitting(rows, asked, who)
        if on is not None:
            fitting = [row for row in fitting if row[1].possible(on)]
        elif any(not held.ended for _, held, _ in fitting):
            fitting = [row for row in fitting if not row[1].ended]
        else:
            latest = max((held.until or date.min for _, held, _ in fitting), default=date.min)
            fitting = [row for row in fitting if (row[1].until or date.min) == latest]
        return tuple({listed.id: listed for _, _, listed in _without_successors(fitting)}.values())

    def state(self, iso3: str) -> Listed | None:
        """The state of a country code."""
        return self._tables.states.get(iso3)

    def actor(self, listed: Listed, on: date | None = None) -> Actor:
        """As an actor of a report of that day, with its party's codes where it has none of its own."""
        party = listed.party_on(on)
        own = listed if listed.iso3 or listed.plover or not party else self.actors.get(slug(party), listed)
        codes = {name: code for name, code in (("iso3", own.iso3), ("plover", own.plover)) if code}
        return listed.actor(on, codes)

    def find(self, text: str) -> list[Found]:
        """Every form of the roster in a text, in order, none inside another, the longest first; in linear time.

        Capitals count ("Turkey", not "turkey"); accents and hyphens do not. Plurals with "the" are found as adjectives
        ("the French said" and "the French minister" differ in what follows).
        """
        return self._tables.scan.find(text)


class _Tables:
    """Every form of the lists, folded, and every role by its party."""

    def __init__(self, lists: tuple[tuple[Listed, ...], ...], not_actors: tuple[str, ...]) -> None:
        tables = {kind: _Forms() for kind in FormKind}
        last: _Forms = _Forms()
        self.held: dict[str, list[tuple[Held, Listed]]] = defaultdict(list)
        ids: dict[str, str] = {}  # name of a party -> its id
        self.states: dict[str, Listed] = {}
        for rank, listed in ((rank, listed) for rank, actors in enumerate(lists) for listed in actors):
            if listed.iso3 is not None and listed.kind is ActorKind.STATE:
                self.states[listed.iso3] = listed
            for kind, forms in _forms(listed):
                for form in forms:
                    tables[kind].add(form, rank, listed)
            if listed.is_person:
                for form in listed.family or _derived_last_names(listed):
                    last.add(form, rank, listed)
            for held in listed.roles:
                party = held.party or listed.party
                if party:
                    if party not in ids:
                        ids[party] = slug(party)
                    self.held[ids[party]].append((held, listed))
        self.named = _join(tables[FormKind.NAME], tables[FormKind.PERSON])
        self.last = last.table
        self.adjectives, self.plurals = tables[FormKind.ADJECTIVE].table, tables[FormKind.PLURAL].table
        self.metonyms = _join(tables[FormKind.SEAT], tables[FormKind.CAPITAL])
        self.scan = _Scan(tables, not_actors)
        self.acronyms = {
            folded
            for kind in (FormKind.NAME, FormKind.ADJECTIVE)
            for form, folded in tables[kind].written.items()
            if _is_acronym(form)
        }


class _Forms:
    """Form -> actors of one kind; a later list's answer replaces an earlier one's."""

    def __init__(self) -> None:
        self.ranks: dict[str, int] = {}
        self.table: _Table = {}
        self.written: dict[str, str] = {}  # each form as written -> folded

    def add(self, form: str, rank: int, listed: Listed) -> None:
        folded = self.written[form] = key(form)
        before = self.ranks.get(folded)
        if before is None or before < rank:
            self.ranks[folded] = rank
            self.table[folded] = (listed,)
        elif before == rank and listed not in self.table[folded]:
            self.table[folded] += (listed,)


def _join(first: _Forms, second: _Forms) -> _Table:
    """Both tables in one; the later list's answer where both answer, both where they are of one list."""
    joined = dict(first.table)
    for folded, actors in second.table.items():
        mine, theirs = first.ranks.get(folded, -1), second.ranks[folded]
        if mine == theirs:
            more = tuple(actor for actor in actors if actor not in joined[folded])
            joined[folded] += more
        elif mine < theirs:
            joined[folded] = actors
    return joined


def _forms(listed: Listed) -> Iterable[tuple[FormKind, tuple[str, ...]]]:
    names = (listed.name, *listed.aliases)
    if listed.is_person:
        yield FormKind.PERSON, (*names, *_spellings(listed))
        return
    yield FormKind.NAME, names
    yield FormKind.PLURAL, listed.plurals
    yield FormKind.ADJECTIVE, listed.adjectives
    yield FormKind.SEAT, listed.seats
    yield FormKind.CAPITAL, listed.capitals


def _derived_last_names(listed: Listed) -> tuple[str, ...]:
    full = [name for name in (listed.name, *listed.aliases) if " " in name] or [listed.name]
    return tuple(form for name in full for form in last_names(name))


def _spellings(listed: Listed) -> list[str]:
    """The full name with each other spelling of the last name: Volodymyr Zelenskyy, Volodymyr Zelensky."""
    held = next((form for form in listed.family if listed.name.endswith(" " + form)), None)
    if held is None:
        return []
    given = listed.name[: -len(held)]
    return [given + other for other in listed.family if other != held and not held.endswith(other)]


def _fitting(rows: list[_Row], asked: frozenset[str], party: Listed | None) -> list[_Row]:
    """The rows of a role; of an office with one seat those of that very office, where there are any."""
    for roles in leading_roles(asked, party):
        leading = [row for row in rows if row[0] in roles]
        if leading:
            return leading
    exact = [row for row in rows if row[0] == asked] if asked in ONE_SEAT else []
    return exact or [row for row in rows if role_fits(asked, row[0])]


def _without_successors(rows: list[_Row]) -> list[_Row]:
    """Of an office with one seat, and no end written, who began last."""
    begun: dict[frozenset[str], date] = {}
    for words, held, _ in rows:
        if words in ONE_SEAT and held.since:
            begun[words] = max(held.since, begun.get(words, held.since))
    return [
        (words, held, listed)
        for words, held, listed in rows
        if words not in begun or held.ended or held.since is None or held.since == begun[words]
    ]


def _is_acronym(form: str) -> bool:
    return form.isupper() and form.replace(".", "").isalnum() and len(form) <= 8


def _keeps_case(form: str) -> bool:
    """False of "us", "Us", "who": an acronym is written in capitals, or from four letters on like a name ("Nato")."""
    letters = form.removeprefix("the ").removeprefix("The ")
    return letters.isupper() or (letters[:1].isupper() and len(letters) > 3)


class _Scan:
    """All forms by their first word. A text is walked once; a word that opens some costs as many tries as they are."""

    # Acronyms that are words too: in a line all in capitals they say nothing.
    _WORDS = frozenset({"US", "WHO", "IS", "CAR", "AU", "PA", "GNU", "BRA", "ICE", "NAM", "QUAD", "TROIKA"})

    def __init__(self, tables: dict[FormKind, _Forms], not_actors: Iterable[str]) -> None:
        meant: dict[str, tuple[FormKind, tuple[Listed, ...], int]] = {}
        for kind in FormKind:
            forms = tables[kind]
            for written, folded in forms.written.items():
                if kind is FormKind.PLURAL and written[:4] in ("the ", "The "):
                    continue
                rank = forms.ranks[folded]
                for variant in _variants(written):
                    if variant not in meant or meant[variant][2] < rank:
                        meant[variant] = (kind, forms.table[folded], rank)
        by_first: dict[str, list[tuple[str, FormKind | None, tuple[Listed, ...]]]] = defaultdict(list)
        for form, (kind, listed, _) in meant.items():
            by_first[_first_word(form)].append((form, kind, listed))
        for form in map(flat, not_actors):
            if form not in meant:
                by_first[_first_word(form)].append((form, None, ()))
        self._by_first = {
            word: tuple(sorted(forms, key=lambda row: -len(row[0]))) if len(forms) > 1 else tuple(forms)
            for word, forms in by_first.items()
            if word
        }
        small = sorted(word for word in self._by_first if not word[0].isupper())
        # The first letter stands first, and what is before it is asked then: a search leaps to such letters.
        letters = re.escape("".join(sorted({word[0] for word in small})))
        rest = "".join(rf"|(?<={re.escape(w[0])}){re.escape(w[1:])}(?!\w)" for w in small)
        self._start = re.compile(rf"[A-Z{letters}](?<!\w.)(?:(?<=[A-Z])[^\W_]*{rest})")

    def find(self, text: str) -> list[Found]:
        plain = flat(text)
        found: list[Found] = []
        end = 0
        by_first = self._by_first
        for m in self._start.finditer(plain):
            rows = by_first.get(m.group())
            if rows is None or m.start() < end:
                continue
            at = m.start()
            for form, kind, listed in rows:
                stop = at + len(form)
                if plain.startswith(form, at) and not (plain[stop : stop + 1].isalnum() and form[-1].isalnum()):
                    if form in self._WORDS and _shouted(plain, at, stop):
                        break
                    end = stop
                    if kind is not None:
                        found.append(Found(Span(at, stop), kind, listed))
                    break
        return found


def _first_word(form: str) -> str:
    word = form.partition(" ")[0]
    if word.isalnum():
        return word
    m = re.match(r"[^\W_]+", form)
    return m.group() if m else ""


def _variants(written: str) -> set[str]:
    """A form as texts have it: as written, with a capital at the start, and all in capitals as some headlines are."""
    form = flat(written)
    if form[:4] in ("the ", "The "):
        form = form[4:]
    variants = {form, form[:1].upper() + form[1:]}
    if len(form) > 3:
        variants.add(form.upper())
    return variants


def _shouted(plain: str, start: int, stop: int) -> bool:
    """True where the line around, forty characters each way, has capitals only."""
    line = plain[max(0, start - 40) : start].rpartition("\n")[2] + plain[stop : stop + 40].partition("\n")[0]
    return line.isupper()
