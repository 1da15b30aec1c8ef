"""The filters of questions: publication dates, sources, languages and the as-of date."""
