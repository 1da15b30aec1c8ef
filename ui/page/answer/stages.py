"""Render the completed stages of an answer and the current one."""

from rag.schema.events import Stage
from ui.messages.messages import Messages
from ui.page.answer.progress import Progress


def stages_html(words: Messages, progress: Progress) -> str:
    """Render a list of the stages, the current one last."""
    *done, current = [_label(words, stage, progress.checked) for stage in progress.stages] or [words.stages.starting]
    passed = "".join(f'<li class="cw-passed">{label}</li>' for label in done)
    return f'<ol class="cw-stages">{passed}<li class="cw-stage">{current}</li></ol>'


def _label(words: Messages, stage: Stage, checked: int) -> str:
    """Return the label of a stage with its count: "Reading 12 passages"."""
    texts = words.stages
    match stage.name:
        case "searching":
            return texts.searching
        case "reading":
            return texts.reading if stage.count is None else texts.reading_passages(stage.count)
        case "writing":
            return texts.writing_checked(checked) if checked else texts.writing
        case "checking":
            return texts.checking
