"""The pipeline as a LlamaIndex chat engine, for the page, the API, and any LlamaIndex application."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from llama_index.core.base.llms.types import (
    ChatMessage,
    ChatResponse,
    ChatResponseAsyncGen,
    ChatResponseGen,
    MessageRole,
)
from llama_index.core.chat_engine.types import AgentChatResponse, BaseChatEngine, StreamingAgentChatResponse
from llama_index.core.schema import NodeWithScore, TextNode

from index.filters import Filter
from rag.schema.answer import Answer
from rag.schema.citation import Claim
from rag.schema.conversation import Conversation, Role, Turn
from rag.schema.events import ClaimChecked, Event, Finished, final_answer
from rag.schema.question import Question

Chain = Callable[[Question], Iterator[Event]]
"""A function from a question to its events: `rag.pipeline.answer` with its retriever and reader."""


class CitewellChatEngine(BaseChatEngine):
    """A conversation with the articles; make one object for each conversation.

    Every response has the Answer in `metadata["answer"]` and the cited spans as source nodes. A streamed response has
    the Answer in `answer` once it has ended.
    """

    def __init__(self, chain: Chain, *, filter: Filter | None = None, conversation: Conversation | None = None) -> None:
        self._chain, self._filter = chain, filter or Filter()
        self._conversation = conversation or Conversation()

    def events(
        self,
        message: str,
        chat_history: Sequence[ChatMessage] | None = None,
        findings: tuple[Claim, ...] = (),
        today: date | None = None,
    ) -> Iterator[Event]:
        """Answer `message`, and yield each step. At the end, add the question and the answer to the conversation.

        Args:
            message: The question.
            chat_history: Earlier messages; None takes the conversation of this object.
            findings: Checked claims of an answer to rewrite.
            today: The asker's day, for "yesterday" and the like.
        """
        before = self._conversation if chat_history is None else conversation_of(chat_history)
        for event in self._chain(Question(message, before, self._filter, findings, today)):
            if isinstance(event, Finished):
                self._conversation = before.then("user", message).then("assistant", event.answer.text)
            yield event

    def chat(self, message: str, chat_history: list[ChatMessage] | None = None) -> AgentChatResponse:
        """Return the whole answer."""
        answer = final_answer(self.events(message, chat_history))
        return AgentChatResponse(
            response=response_text(answer), source_nodes=source_nodes(answer), metadata={"answer": answer}
        )

    def stream_chat(self, message: str, chat_history: list[ChatMessage] | None = None) -> StreamingAgentChatResponse:
        """Stream the answer claim by claim; read it from `response_gen`."""
        response = StreamedAnswer(is_writing_to_memory=False)
        response.chat_stream = self._streamed(message, chat_history, response)
        return response

    async def achat(self, message: str, chat_history: list[ChatMessage] | None = None) -> AgentChatResponse:
        """Run `chat` in a thread."""
        return await asyncio.to_thread(self.chat, message, chat_history)

    async def astream_chat(
        self, message: str, chat_history: list[ChatMessage] | None = None
    ) -> StreamingAgentChatResponse:
        """Run `stream_chat` in a thread; read the answer from `async_response_gen`."""
        response = StreamedAnswer(is_writing_to_memory=False)
        response.achat_stream = _in_thread(self._streamed(message, chat_history, response))
        return response

    def reset(self) -> None:
        """Forget the conversation."""
        self._conversation = Conversation()

    @property
    def chat_history(self) -> list[ChatMessage]:
        """The conversation so far."""
        return [ChatMessage(role=MessageRole(turn.role), content=turn.text) for turn in self._conversation.turns]

    def _streamed(
        self, message: str, chat_history: list[ChatMessage] | None, response: "StreamedAnswer"
    ) -> ChatResponseGen:
        written = ""
        for event in self.events(message, chat_history):
            if isinstance(event, ClaimChecked):
                delta = f"{event.claim.marked} "
            elif isinstance(event, Finished):
                response.answer = event.answer
                response.source_nodes = source_nodes(event.answer)
                delta = "" if written else response_text(event.answer)
            else:
                continue
            written += delta
            content = ChatMessage(role=MessageRole.ASSISTANT, content=written)
            yield ChatResponse(message=content, delta=delta)


@dataclass
class StreamedAnswer(StreamingAgentChatResponse):
    """A streaming response; it has the Answer once it has ended."""

    answer: Answer | None = None


def response_text(answer: Answer) -> str:
    """Return the answer's text; if it has none, its notices."""
    return answer.text or " ".join(notice.text for notice in answer.notices)


def source_nodes(answer: Answer) -> list[NodeWithScore]:
    """Return the cited spans as nodes, in the order of their numbers."""
    return [
        NodeWithScore(
            node=TextNode(
                text=citation.quote,
                start_char_idx=citation.start,
                end_char_idx=citation.end,
                metadata={
                    "n": citation.n,
                    "article_id": citation.article.id,
                    "passage_id": citation.passage_id,
                    "title": citation.article.title,
                    "source": citation.article.source,
                    "url": citation.article.url,
                },
            ),
            score=answer.confidence,
        )
        for citation in answer.citations
    ]


async def _in_thread(stream: ChatResponseGen) -> ChatResponseAsyncGen:
    """Run every step of a stream in a thread, so that reading passages does not block the event loop."""
    while (response := await asyncio.to_thread(next, stream, None)) is not None:
        yield response


def conversation_of(history: Sequence[ChatMessage]) -> Conversation:
    """Convert LlamaIndex messages to a conversation, without system and tool messages."""
    roles: dict[MessageRole, Role] = {MessageRole.USER: "user", MessageRole.ASSISTANT: "assistant"}
    known = (message for message in history if message.role in roles)
    return Conversation(tuple(Turn(roles[message.role], message.content or "") for message in known))
