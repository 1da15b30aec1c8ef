"""Waiting, shown as what is happening: the steps that are done, and the one that is being taken."""

from rag.schema.events import Stage
from ui.messages.messages import Messages
from ui.page.answer.progress import Progress


def stages_html(words: Messages, progress: Progress) -> str:
    """A list of the steps, the present one last."""
    *done, present = [_said(words, stage, progress.checked) for stage in progress.stages] or [words.stages.starting]
    passed = "".join(f'<li class="cw-passed">{one}</li>' for one in done)
    return f'<ol class="cw-stages">{passed}<li class="cw-stage">{present}</li></ol>'


def _said(words: Messages, stage: Stage, checked: int) -> str:
    """One step, with the number of things it works on: "Reading 12 passages"."""
    said = words.stages
    match stage.name:
        case "searching":
            return said.searching
        case "reading":
            return said.reading if stage.count is None else said.reading_passages(stage.count)
        case "writing":
            return said.writing_checked(checked) if checked else said.writing
        case "checking":
            return said.checking
