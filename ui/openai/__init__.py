"""The API as OpenAI has it: any of its clients can ask Citewell."""
