"""The ways of answering without a language model, one file each: all quote, none invents."""
