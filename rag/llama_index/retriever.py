"""Hybrid search as a LlamaIndex retriever, for any of its query or chat engines."""

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle

from index.filters import Filter
from rag.llama_index.nodes import node_of
from rag.retrieval.retriever import Retriever


class CitewellRetriever(BaseRetriever):
    """Find at most `limit` passages that match `filter`, best first. Scores of different queries do not compare."""

    def __init__(self, retriever: Retriever, filter: Filter | None = None, limit: int = 10) -> None:
        super().__init__()
        self._retriever, self._filter, self._limit = retriever, filter or Filter(), limit

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        evidence = self._retriever.retrieve(query_bundle.query_str, self._filter, self._limit)
        return [node_of(piece) for piece in evidence]
