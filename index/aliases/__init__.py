"""Name variants: known names in all their spellings, from our list and the files of a store's owner.

`names_file.py` reads a list; `names.py` finds names in texts.
May import `index.article` and what stands below it.
"""

from index.aliases.names import Like, Mention, Names, Spellings, our_names

__all__ = ["Like", "Mention", "Names", "Spellings", "our_names"]
