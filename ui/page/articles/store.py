"""Render the collection's statistics and imports as one line of HTML with all external text escaped. Pure."""

from collections.abc import Iterable, Iterator

from index.catalogue.overview import Overview
from index.ingest.runs import Run
from ui.messages.messages import Messages
from ui.page.escape import escaped, isolated


def store_html(words: Messages, found: Overview) -> str:
    """Render the numbers of the collection, by language and by source."""
    facts = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in _facts(words, found))
    sources = _sources(words, found) if found.sources else ""
    return (
        f'<section class="cw-store"><h3>{words.articles.store}</h3><dl class="cw-facts">{facts}</dl>{sources}</section>'
    )


def runs_html(words: Messages, runs: Iterable[Run]) -> str:
    """Render the imports, newest first; earlier ones are collapsed."""
    texts = words.articles
    shown = [_run(words, run) for run in runs]
    if not shown:
        return f'<section class="cw-runs"><h3>{texts.last}</h3><p>{texts.none}</p></section>'
    first, *rest = shown
    earlier = "".join(rest)
    folded = f"<details><summary>{texts.earlier(len(rest))}</summary>{earlier}</details>" if rest else ""
    return f'<section class="cw-runs"><h3>{texts.last}</h3>{first}{folded}</section>'


def language_name(words: Messages, code: str) -> str:
    """Return the escaped name of a language in the visitor's language."""
    return escaped(words.locale.languages.get(code, code)) if code else words.articles.no_language


def _facts(words: Messages, found: Overview) -> Iterator[tuple[str, str]]:
    """Yield (name, value) of each statistic as HTML."""
    texts = words.articles
    yield texts.articles, words.number(found.articles)
    yield texts.passages, words.number(found.passages)
    if found.first and found.last:
        first, last = words.day(found.first), words.day(found.last)
        yield texts.published, first if first == last else texts.between(first=first, last=last)
    if found.undated:
        yield texts.undated, words.number(found.undated)
    if found.languages:
        named = (f"{language_name(words, code)} ({words.number(count)})" for code, count in found.languages)
        yield texts.languages, ", ".join(named)


def _sources(words: Messages, found: Overview) -> str:
    texts = words.articles
    rows = "".join(
        f'<tr><th scope="row">{isolated(total.source or words.cards.unnamed)}</th>'
        f"<td>{words.number(total.articles)}</td><td>{words.day(total.newest) or words.cards.undated}</td></tr>"
        for total in found.sources
    )
    heads = "".join(f'<th scope="col">{name}</th>' for name in (texts.source, texts.articles, texts.newest))
    return (
        f"<details><summary>{texts.by_source}</summary>"
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></details>"
    )


def _run(words: Messages, run: Run) -> str:
    """Render the time, origin, counts and failures of an import.

    The time is UTC; ui/static/articles/moments.js converts it to the reader's time zone.
    """
    texts = words.articles
    when = texts.moment(day=words.day(run.ended), time=f"{run.ended:%H:%M}")
    counts = words.desk.counts(
        added=words.number(run.added),
        updated=words.number(run.updated),
        unchanged=words.number(run.unchanged),
        failed=words.number(run.failures),
    )
    stopped = f'<p class="cw-problem">{texts.stopped(why=isolated(run.stopped))}</p>' if run.stopped else ""
    moment = f'<time class="cw-when" datetime="{run.ended:%Y-%m-%dT%H:%MZ}">{when}</time>'
    head = f'<p>{moment} <span class="cw-from">{isolated(run.origin)}</span></p>'
    return f'<div class="cw-run">{head}<p>{counts}</p>{stopped}{_failures(words, run)}</div>'


def _failures(words: Messages, run: Run) -> str:
    if not run.failures:
        return ""
    items = "".join(f"<li><b>{isolated(failure.source)}</b> {isolated(failure.error)}</li>" for failure in run.failed)
    omitted = run.failures - len(run.failed)
    more = f"<li>{words.articles.more(omitted)}</li>" if omitted > 0 else ""
    summary = f"<summary>{words.articles.failures(run.failures)}</summary>"
    return f'<details>{summary}<ul class="cw-failures">{items}{more}</ul></details>'
