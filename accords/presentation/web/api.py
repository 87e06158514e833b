"""The JSON API: one table of what it answers, from which its routes and its description are made."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from accords.agreement.condition import State
from accords.ledger.judgement import Judgement
from accords.presentation.web import api_answers as of_record
from accords.presentation.web import api_files as of_files
from accords.presentation.web import schemas as s
from accords.presentation.web.asking import (
    AS_OF,
    FROM,
    ISSUE,
    LEAF,
    LIMIT,
    NEAR,
    OUTLET,
    PARTY,
    TO,
    VOUCHED,
    Call,
    Operation,
    Word,
)
from accords.presentation.web.forms import CSRF_HEADER, Ruled, Seal, body_of, check_origin, kept_name, named
from accords.presentation.web.framed import Visitor
from accords.presentation.web.guard import has_token
from accords.presentation.web.json_answer import JsonAnswer
from accords.presentation.web.openapi import document
from accords.presentation.web.refused import Refused
from accords.presentation.web.served import Served
from accords.vocabulary import Fault

JUDGEMENTS, SESSION, DOCUMENT = "/api/judgements", "/api/session", "/api/openapi.json"
_ALL = (AS_OF, PARTY, ISSUE, OUTLET, VOUCHED, FROM, TO, *LEAF)
_NORM = Word("norm", "a norm, a stipulation or an article, or agreement", required=True)

OPERATIONS = (
    Operation("/api/health", "Whether the ledger can be read, and how far it has come.", of_record.health, s.HEALTH),
    Operation(
        "/api/positions",
        "Where each party stands on each issue: by its own words, and apart from them by what others say of it.",
        of_record.rows_of("positions", lambda view, call: view.positions(call.asked.where)),
        s.rows_answer("Position"),
        _ALL,
    ),
    Operation(
        "/api/commitments",
        "What each party has undertaken, and on whose word.",
        of_record.rows_of("commitments", lambda view, call: view.commitments(call.asked.where)),
        s.rows_answer("Commitment"),
        _ALL,
    ),
    Operation(
        "/api/timeline",
        "Statements, meetings and commitments by day.",
        of_record.rows_of("timeline", lambda view, call: view.timeline(call.asked.where)),
        s.rows_answer("TimelineRow"),
        _ALL,
    ),
    Operation(
        "/api/meetings",
        "Who met whom, when and where.",
        of_record.rows_of("meetings", lambda view, call: view.meetings(call.asked.where)),
        s.rows_answer("MeetingRow"),
        (AS_OF, PARTY, OUTLET, FROM, TO, *LEAF),
    ),
    Operation(
        "/api/disputes",
        "Where reports contradict one another.",
        of_record.rows_of("disputes", lambda view, call: view.disputes(call.asked.where)),
        s.rows_answer("Dispute"),
        _ALL,
    ),
    Operation(
        "/api/families",
        "Which reports are copies of one another, and what each copy changed.",
        of_record.rows_of("families", lambda view, call: view.families_of(call.asked.where)),
        s.rows_answer("Family"),
        (AS_OF, OUTLET, FROM, TO, *LEAF),
    ),
    Operation(
        "/api/actors",
        "Whom the reports name.",
        of_record.rows_of("actors", lambda view, call: view.actors(call.asked.where)),
        s.rows_answer("ActorRow"),
        (AS_OF, PARTY, OUTLET, FROM, TO, *LEAF),
    ),
    Operation(
        "/api/since",
        "What has changed since the end of a day, and which new reports changed it.",
        of_record.since,
        s.rows_answer("Change"),
        (Word("since", "the day, as YYYY-MM-DD", s.DAY, required=True), AS_OF, PARTY, ISSUE, OUTLET, *LEAF),
    ),
    Operation(
        "/api/reports",
        "The reports, without their texts, as they came to be known.",
        of_record.rows_of("reports", of_record.reports),
        s.rows_answer("Report"),
        (AS_OF, OUTLET, FROM, TO, *LEAF),
    ),
    Operation(
        "/api/report/{id}",
        "The dossier of one report: text (where texts are shown), attributions, claims, meetings, silences.",
        of_record.report,
        s.DOSSIER,
        (AS_OF,),
    ),
    Operation("/api/claim/{id}", "One claim, and why it is as it is.", of_record.claim, s.CLAIM_ANSWER, (AS_OF,)),
    Operation(
        "/api/search",
        "The reports with all these words, best first.",
        of_record.search,
        s.SEARCH_ANSWER,
        (Word("q", 'words; "a phrase" as it stands, -word for those without it', required=True), AS_OF, LIMIT, NEAR),
    ),
    Operation(
        "/api/queue",
        "What is most worth a person’s ruling, the first worth most.",
        of_record.queue,
        s.QUEUE_ANSWER,
        (*_ALL[:-1], NEAR),
    ),
    Operation(
        JUDGEMENTS,
        "All rulings, in the order in which they were made.",
        of_record.judgements,
        s.rows_answer("Judgement"),
        LEAF,
    ),
    Operation(
        "/api/agreements",
        "The agreements that are watched against the record.",
        of_files.agreements,
        s.rows_answer("Agreement"),
        LEAF,
    ),
    Operation(
        "/api/agreement/{name}/status",
        "Where every norm stands.",
        of_files.of_agreement(of_files.status),
        s.AGREEMENT_ANSWER,
        (AS_OF,),
    ),
    Operation(
        "/api/agreement/{name}/why",
        "Why a norm stands where it does.",
        of_files.of_agreement(of_files.why),
        s.AGREEMENT_ANSWER,
        (_NORM, AS_OF),
    ),
    Operation(
        "/api/agreement/{name}/why-not",
        "What is unmet for a norm to come further, or to be in a state.",
        of_files.of_agreement(of_files.why_not),
        s.AGREEMENT_ANSWER,
        (_NORM, Word("state", "the state in question (the next)", s.one_of(State)), AS_OF),
    ),
    Operation(
        "/api/agreement/{name}/calendar",
        "What is due, begins, ends or lapses when.",
        of_files.of_agreement(of_files.calendar),
        s.AGREEMENT_ANSWER,
        (AS_OF,),
    ),
    Operation(
        "/api/agreement/{name}/what-if",
        "What would be otherwise if something happened, or a report were settled.",
        of_files.of_agreement(of_files.what_if),
        s.AGREEMENT_ANSWER,
        (
            Word("suppose", "something that happens: date=2029-05-01 act=attack toward=norland", several=True),
            Word("settle", "a report that is taken to be so, or not: rows.csv:12=true", several=True),
            Word("until", "look at the end of this day (that of the last thing supposed)", s.DAY),
            AS_OF,
        ),
    ),
    Operation("/api/scenarios", "The scenarios that are shown.", of_files.scenarios, s.rows_answer("Scenario"), LEAF),
    Operation("/api/scenario/{name}", "Which package would hold.", of_files.scenario, s.SCENARIO_ANSWER),
)


def api_routes(served: Served, seal: Seal) -> list[Route]:
    """Answers, each in the thread pool; the ruling; the description; what a program without a token needs to rule."""
    # An id may have slashes, as it may in the paths of pages.
    answers = {one.path.replace("{id}", "{id:path}"): _answering(one, served) for one in OPERATIONS}
    listed = answers.pop(JUDGEMENTS)
    described = document(OPERATIONS, guarded=seal.guard.token is not None)
    return [
        *(Route(path, answer) for path, answer in answers.items()),
        # One route for both, so that whoever asks in another way is told of both.
        Route(JUDGEMENTS, _listed_or_made(listed, _judging(served, seal)), methods=["GET", "POST"]),
        Route(SESSION, _session(seal)),
        Route(DOCUMENT, lambda request: JsonAnswer(described)),
    ]


def _answering(operation: Operation, served: Served) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        own = request.path_params.get(operation.parameter or "", "")
        return JsonAnswer(operation.answer(Call.of(served, own, operation.words, request.query_params)))

    return answer


def _listed_or_made(
    listed: Callable[[Request], Response], made: Callable[[Request], Awaitable[Response]]
) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        return await made(request) if request.method == "POST" else await run_in_threadpool(listed, request)

    return answer


def _session(seal: Seal) -> Callable[[Request], Response]:
    def session(request: Request) -> Response:
        visitor = Visitor.of(request, seal)
        answer = JsonAnswer({"csrf": seal.form(visitor.id), "header": CSRF_HEADER})
        visitor.put(answer, seal)
        return answer

    return session


def _judging(served: Served, seal: Seal) -> Callable[[Request], Awaitable[Response]]:
    async def judge(request: Request) -> Response:
        if not has_token(request, seal.guard):
            check_origin(request, seal.guard)
            seal.check(request, request.headers.get(CSRF_HEADER, ""))
        told = ruled_in(await body_of(request, "application/json"), kept_name(request, seal.guard) or served.by)
        made: Judgement = await run_in_threadpool(
            served.rule, told.ruling, told.subject, told.value, who=told.who, note=told.note
        )
        return JsonAnswer({"id": made.id, **made.to_json()}, 201)

    return judge


def ruled_in(body: bytes, who: str | None) -> Ruled:
    """The ruling of a body in JSON; `Refused` where it is none. `who`: the name that is known, where it has none."""
    accepted = "an object with ruling, subject, who, and if wanted value and note"
    try:
        told = json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError):
        raise Refused(400, Fault("the body", "no JSON", accepted, "See /api/openapi.json.")) from None
    if not isinstance(told, dict):
        raise Refused(400, Fault("the body", "no object", accepted, "See /api/openapi.json."))
    for name, value in told.items():
        if name not in _KINDS:
            raise Refused(400, Fault("the body", f"the field {name[:80]!r}", ", ".join(_KINDS), "Leave it out."))
        kind, words, needed = _KINDS[name]
        if not isinstance(value, kind) and (needed or value is not None):
            raise Refused(400, Fault(name, repr(value)[:80], words, "See /api/openapi.json."))
    for name in ("ruling", "subject"):
        if not told.get(name):
            raise Refused(400, Fault(name, "nothing", _KINDS[name][1], "See docs/reference/rulings.md."))
    return Ruled(
        told["ruling"], told["subject"], told.get("value") or {}, named(told.get("who") or who), told.get("note")
    )


_KINDS: dict[str, tuple[type, str, bool]] = {
    "ruling": (str, "a ruling of the closed list", True),
    "subject": (str, "the id of what is ruled on", True),
    "value": (dict, "an object", False),
    "who": (str, "the name of whoever rules", False),
    "note": (str, "a string, or null", False),
}
