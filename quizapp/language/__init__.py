"""Text into sentences, words, tags and vectors; the only room that knows the language libraries."""
