"""Our retriever and chat engine inside LlamaIndex's own classes."""

import asyncio
from collections.abc import Iterator

import pytest
from llama_index.core.chat_engine import ContextChatEngine
from llama_index.core.llms import ChatMessage, MockLLM
from llama_index.core.memory import ChatMemoryBuffer
from llama_index.core.query_engine import RetrieverQueryEngine
from llama_index.core.response_synthesizers import ResponseMode, get_response_synthesizer
from llama_index.core.tools import QueryEngineTool

from index.store import Store
from rag.llama_index.chat_engine import CitewellChatEngine, StreamedAnswer
from rag.llama_index.retriever import CitewellRetriever
from rag.pipeline import answer
from rag.reader.model import embedded_reader
from rag.retrieval.retriever import StoreRetriever
from rag.schema.answer import Answer
from rag.schema.events import Event
from rag.schema.question import Question


@pytest.fixture
def engine(examples: Store) -> CitewellChatEngine:
    def chain(question: Question) -> Iterator[Event]:
        return answer(question, StoreRetriever(examples), embedded_reader())

    return CitewellChatEngine(chain)


def test_the_retriever_serves_llamaindex_query_engines(examples: Store) -> None:
    retriever = CitewellRetriever(StoreRetriever(examples), limit=4)
    synthesizer = get_response_synthesizer(llm=MockLLM(), response_mode=ResponseMode.COMPACT)
    query_engine = RetrieverQueryEngine(retriever, synthesizer)
    response = query_engine.query("how many missiles were intercepted")
    assert "Seventy of the missiles" in "".join(node.get_content() for node in response.source_nodes)
    node = response.source_nodes[0].node
    assert node.metadata["title"]
    assert QueryEngineTool.from_defaults(query_engine).metadata.name


def test_the_retriever_serves_llamaindex_chat_engines(examples: Store) -> None:
    chat = ContextChatEngine.from_defaults(
        retriever=CitewellRetriever(StoreRetriever(examples)), llm=MockLLM(), memory=ChatMemoryBuffer(token_limit=4000)
    )
    assert len(chat.chat("who is the energy minister").source_nodes) == 10


def test_nodes_carry_exact_offsets(examples: Store) -> None:
    for found in CitewellRetriever(StoreRetriever(examples)).retrieve("ferry"):
        node = found.node
        with examples.view() as view:
            whole = view.article(node.metadata["article_id"], node.metadata["version"])
        assert node.get_content() == whole.text[node.start_char_idx : node.end_char_idx]  # type: ignore[attr-defined]


def test_the_chat_engine_answers_and_remembers(engine: CitewellChatEngine) -> None:
    response = engine.chat("How many missiles did Russia fire?")
    assert "[1]" in str(response)
    assert response.metadata
    assert isinstance(response.metadata["answer"], Answer)
    assert response.source_nodes[0].node.metadata["n"] == 1
    follow_up = engine.chat("and how many were shot down?")
    assert follow_up.metadata
    assert follow_up.metadata["answer"].short_answer in ("Seventy", "70")
    assert [message.role.value for message in engine.chat_history] == ["user", "assistant"] * 2
    engine.reset()
    assert engine.chat_history == []


def test_a_given_history_counts_instead_of_what_was_remembered(engine: CitewellChatEngine) -> None:
    engine.chat("who is the mayor of Ostrava Hills")
    history = [
        ChatMessage(role="system", content="x"),
        ChatMessage(role="user", content="How many missiles were fired?"),
    ]
    response = engine.chat("and how many were shot down?", history)
    assert response.metadata
    assert "missiles" in response.metadata["answer"].standalone_question


def test_the_chat_engine_streams(engine: CitewellChatEngine) -> None:
    response = engine.stream_chat("How many missiles were intercepted?")
    assert isinstance(response, StreamedAnswer)
    text = "".join(response.response_gen)
    assert response.answer
    assert text.strip() == response.answer.text
    assert response.source_nodes


def test_the_chat_engine_streams_what_was_not_found_too(engine: CitewellChatEngine) -> None:
    assert "None of the articles" in "".join(engine.stream_chat("who won the World Cup?").response_gen)


def test_the_chat_engine_serves_asyncio(engine: CitewellChatEngine) -> None:
    async def both() -> tuple[str, str]:
        whole = await engine.achat("who is Ukraine's energy minister?")
        streamed = await engine.astream_chat("who is Ukraine's energy minister?")
        return str(whole), "".join([delta async for delta in streamed.async_response_gen()])

    whole, streamed = asyncio.run(both())
    assert whole == streamed.strip()
