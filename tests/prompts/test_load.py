from pathlib import Path

import pytest

from prompts.load import PROMPTS, PromptError, load_prompt, parse_prompt

SNAPSHOTS = Path(__file__).parent / "snapshots"
ANSWER = {
    "passages": '<passage n="1" title="Strikes" source="Wire">\nIt cost $5: $question.\n</passage>',
    "question": "How many were shot down?",
    "today": "16 November 2022",
}
VALUES = {
    "condense": {
        "conversation": "user: How many missiles did Russia fire?\nassistant: Roughly 100. [1]",
        "question": "and how many were shot down?",
    },
    "answer": ANSWER,
    "rewrite": {**ANSWER, "findings": "1. Eighty were shot down. (contradicted: says 80; the cited passage says 70)"},
    "talk": {
        "conversation": "user: How many missiles did Russia fire?\nassistant: Roughly 100. [1]",
        "message": "say that shorter",
    },
}


@pytest.mark.parametrize("name", sorted(PROMPTS))
def test_what_is_sent_is_what_it_was(name: str) -> None:
    messages = load_prompt(name).render(**VALUES[name])
    sent = "\n\n".join(f"=== {message.role}\n{message.content}" for message in messages) + "\n"
    assert sent == (SNAPSHOTS / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("change", [{"question": None}, {"other": "x"}])
def test_a_missing_or_unknown_variable_is_an_error(change: dict[str, str | None]) -> None:
    values = {name: value for name, value in {**VALUES["condense"], **change}.items() if value is not None}
    with pytest.raises(PromptError, match="takes conversation, question"):
        load_prompt("condense").render(**values)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("# system\nS\n# user\n$conversation", "should use conversation, question"),
        ("# system\nS\n# user\n$conversation $question $extra", "uses conversation, extra, question"),
        ("# user\n$conversation $question", "needs one part `# system`"),
        ("# system\nS\n# tool\nT\n# user\n$conversation $question", "has a part 'tool'"),
        ("# system\nS costs $ 5\n# user\n$conversation $question", "write \\$\\$"),
        ("", "needs one part"),
    ],
)
def test_a_broken_file_is_an_error_when_it_is_loaded(text: str, problem: str) -> None:
    with pytest.raises(PromptError, match=problem):
        parse_prompt("condense", text)


def test_an_unknown_prompt_is_an_error() -> None:
    with pytest.raises(PromptError, match="there are answer, condense, rewrite, talk"):
        load_prompt("summarise")
