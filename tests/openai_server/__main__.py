"""Start the server by hand: `python -m tests.openai_server PORT`, and ask with the settings that it prints."""

import sys

from tests.openai_server.server import OpenAIServer

by_hand = OpenAIServer(int(sys.argv[1]))
print(f"CITEWELL_LLM=openai-like CITEWELL_LLM_URL={by_hand.url} CITEWELL_LLM_MODEL=words", flush=True)
by_hand.serve_forever()
