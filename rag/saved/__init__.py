"""What is kept of the people who ask: the answers they were given, with what those were made from, the conversations
in which they asked, and what they thought of the answers. Until it is forgotten, or an article of it taken down."""
