"""Evidence as LlamaIndex nodes."""

from llama_index.core.schema import NodeRelationship, NodeWithScore, RelatedNodeInfo, TextNode

from rag.schema.evidence import Evidence


def node_of(piece: Evidence) -> NodeWithScore:
    """Convert a passage to a node, with its offsets; the article's title, source, date and URL are metadata."""
    passage, article = piece.hit.passage, piece.article
    metadata = {
        "article_id": article.id,
        "version": article.version,
        "title": article.title,
        "source": article.source,
        "url": article.url,
        "published": article.published.isoformat() if article.published else "",
    }
    node = TextNode(
        id_=passage.id,
        text=passage.text,
        start_char_idx=passage.start,
        end_char_idx=passage.end,
        metadata=metadata,
        excluded_embed_metadata_keys=["article_id", "version", "url"],
        excluded_llm_metadata_keys=["article_id", "version"],
        relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id=article.id)},
    )
    return NodeWithScore(node=node, score=piece.hit.score)
