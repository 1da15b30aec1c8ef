"""What is in the store, as the page shows it: one line of HTML, in which every word of others is escaped. Pure."""

from collections.abc import Iterable, Iterator

from index.catalogue.overview import Overview
from index.ingest.runs import Run
from ui.messages.messages import Messages
from ui.page.escape import escaped, isolated


def store_html(words: Messages, found: Overview) -> str:
    """How much there is and of when, by language and by source."""
    facts = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in _facts(words, found))
    sources = _sources(words, found) if found.sources else ""
    return (
        f'<section class="cw-store"><h3>{words.articles.store}</h3><dl class="cw-facts">{facts}</dl>{sources}</section>'
    )


def runs_html(words: Messages, runs: Iterable[Run]) -> str:
    """The last ingests, the newest first; the earlier ones are folded away."""
    said = words.articles
    shown = [_run(words, run) for run in runs]
    if not shown:
        return f'<section class="cw-runs"><h3>{said.last}</h3><p>{said.none}</p></section>'
    first, *rest = shown
    earlier = "".join(rest)
    folded = f"<details><summary>{said.earlier(len(rest))}</summary>{earlier}</details>" if rest else ""
    return f'<section class="cw-runs"><h3>{said.last}</h3>{first}{folded}</section>'


def language_name(words: Messages, code: str) -> str:
    """A language as the visitor's own language calls it, escaped."""
    return escaped(words.locale.languages.get(code, code)) if code else words.articles.no_language


def _facts(words: Messages, found: Overview) -> Iterator[tuple[str, str]]:
    """(name, value) of each number, as HTML."""
    said = words.articles
    yield said.articles, words.number(found.articles)
    yield said.passages, words.number(found.passages)
    if found.first and found.last:
        first, last = words.day(found.first), words.day(found.last)
        yield said.published, first if first == last else said.between(first=first, last=last)
    if found.undated:
        yield said.undated, words.number(found.undated)
    if found.languages:
        named = (f"{language_name(words, code)} ({words.number(count)})" for code, count in found.languages)
        yield said.languages, ", ".join(named)


def _sources(words: Messages, found: Overview) -> str:
    said = words.articles
    rows = "".join(
        f'<tr><th scope="row">{isolated(one.source or words.cards.unnamed)}</th><td>{words.number(one.articles)}</td>'
        f"<td>{words.day(one.newest) or words.cards.undated}</td></tr>"
        for one in found.sources
    )
    heads = "".join(f'<th scope="col">{name}</th>' for name in (said.source, said.articles, said.newest))
    return (
        f"<details><summary>{said.by_source}</summary>"
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></details>"
    )


def _run(words: Messages, run: Run) -> str:
    """When it was, where from, how much came in, and what did not and why. The time is UTC, until the page's script
    (ui/static/articles/moments.js) says it by the reader's own clock."""
    said = words.articles
    when = said.moment(day=words.day(run.ended), time=f"{run.ended:%H:%M}")
    counts = words.desk.counts(
        added=words.number(run.added),
        updated=words.number(run.updated),
        unchanged=words.number(run.unchanged),
        failed=words.number(run.failures),
    )
    stopped = f'<p class="cw-problem">{said.stopped(why=isolated(run.stopped))}</p>' if run.stopped else ""
    moment = f'<time class="cw-when" datetime="{run.ended:%Y-%m-%dT%H:%MZ}">{when}</time>'
    head = f'<p>{moment} <span class="cw-from">{isolated(run.origin)}</span></p>'
    return f'<div class="cw-run">{head}<p>{counts}</p>{stopped}{_failures(words, run)}</div>'


def _failures(words: Messages, run: Run) -> str:
    if not run.failures:
        return ""
    items = "".join(f"<li><b>{isolated(one.source)}</b> {isolated(one.error)}</li>" for one in run.failed)
    left = run.failures - len(run.failed)
    more = f"<li>{words.articles.more(left)}</li>" if left > 0 else ""
    summary = f"<summary>{words.articles.failures(run.failures)}</summary>"
    return f'<details>{summary}<ul class="cw-failures">{items}{more}</ul></details>'
