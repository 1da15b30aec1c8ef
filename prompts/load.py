"""Load prompts from files; check them at loading and at rendering."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Template

FOLDER = Path(__file__).parent
PROMPTS: dict[str, frozenset[str]] = {
    "condense": frozenset({"conversation", "question"}),
    "answer": frozenset({"passages", "question", "today"}),
    "rewrite": frozenset({"passages", "question", "today", "findings"}),
    "talk": frozenset({"conversation", "message"}),
}
"""Prompt name -> the variables that its file must use, all of them and no others."""
_ROLES = ("system", "user")


class PromptError(ValueError):
    """A prompt's file is invalid, or its variables do not match."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message to a language model."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """A loaded prompt; its messages contain `$variables`."""

    name: str
    messages: tuple[Message, ...]

    def render(self, **values: str) -> list[Message]:
        """Fill in every variable; `$` in a value is not read as a variable.

        Raises:
            PromptError: A variable is missing, or the prompt has no such variable.
        """
        wanted, given = PROMPTS[self.name], frozenset(values)
        if wanted != given:
            raise PromptError(f"prompt {self.name!r} takes {_named(wanted)}, and was given {_named(given)}")
        return [Message(message.role, Template(message.content).substitute(values)) for message in self.messages]


@cache
def load_prompt(name: str) -> Prompt:
    """Load and check `prompts/NAME.md`.

    Raises:
        PromptError: No such prompt, no `# system` or `# user` part, or its variables differ from `PROMPTS`.
    """
    if name not in PROMPTS:
        raise PromptError(f"there is no prompt {name!r}; there are {_named(frozenset(PROMPTS))}")
    try:
        text = (FOLDER / f"{name}.md").read_text(encoding="utf-8")
    except OSError as error:
        raise PromptError(f"prompt {name!r} cannot be read ({error})") from error
    return parse_prompt(name, text)


def parse_prompt(name: str, text: str) -> Prompt:
    """Parse a prompt's file: `# system` and `# user`, each followed by its message.

    Raises:
        PromptError: A part is missing or unknown, or the variables differ from `PROMPTS`.
    """
    messages: list[Message] = []
    for part in ("\n" + text).split("\n# ")[1:]:
        role, _, content = part.partition("\n")
        if role.strip() not in _ROLES:
            raise PromptError(f"prompt {name!r} has a part {role.strip()!r}; parts are {' and '.join(_ROLES)}")
        messages.append(Message(role.strip(), content.strip()))
    if [message.role for message in messages] != list(_ROLES):
        raise PromptError(f"prompt {name!r} needs one part `# system` and then one part `# user`")
    used = frozenset(variable for message in messages for variable in _variables(name, message.content))
    if used != PROMPTS[name]:
        raise PromptError(f"prompt {name!r} uses {_named(used)}, and should use {_named(PROMPTS[name])}")
    return Prompt(name, tuple(messages))


def _variables(name: str, content: str) -> list[str]:
    template = Template(content)
    if not template.is_valid():
        raise PromptError(f"prompt {name!r} has a $ that starts no variable; write $$ for the sign itself")
    return template.get_identifiers()


def _named(names: frozenset[str]) -> str:
    return ", ".join(sorted(names)) or "nothing"
