"""Quality of detection on the judged half of the development sets, beside two baselines in the same run.

`python -m benchmarks.detection [SPECIMENS]` prints tables. Near duplicates are removed, and their clusters dealt to two halves
(benchmarks/halves.py): calibration, thresholds and relabelling are chosen on the tuning half (benchmarks/calibration.py), and only
the judged half is reported, its labels as they come. Negatives are pooled; a whole source is left out of the n-gram baseline in
turn, which learns from the tuning half. Statutes (`laws_hard`) are training data of the shipped model. Pages are composed
(benchmarks/hijacked_pages.py). What flatters the figures is said in docs/detection.md.
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from benchmarks.halves import plain, tuning
from benchmarks.hijacked_pages import hijacked
from sklearn.feature_extraction.text import HashingVectorizer
from sklearn.linear_model import LogisticRegression

from mingjian.detect import judge
from mingjian.detect.lexicon import lexicon
from mingjian.detect.matcher import matcher
from mingjian.text import decode, read_html, read_text, restore

SPECIMENS = Path(__file__).parents[2] / "shared" / "specimens"
RELABELLED = Path(__file__).with_name("relabelled.json")
SOURCES = ("tg_spam", "chineseharm", "fbs_sms")
LAWFUL = (
    "telecom_fraud_texts",
    "sms_zpdesu",
    "laws_hard",
    "court_rulings",
    "news_headlines_thuc",
    "news_headlines_toutiao",
)
RATES = (0.01, 0.001)


class Row(NamedTuple):
    """One text with its set, its label (pos, neg or grey), its half, and whether a person reads it as a lure."""

    source: str
    label: str
    text: str
    tuning: bool = False
    lure: bool = False


def run(argv: list[str]) -> dict[str, Any]:
    """Measure everything; gives what it prints. The folder of the specimens may be named."""
    return measure(Path(argv[0]) if argv else SPECIMENS)


def measure(specimens: Path, *, share: float = 1.0, pages: int = 150) -> dict[str, Any]:
    """Measure on a share of the judged half and so many composed pages per source."""
    every = gather(specimens, share)
    rows = [row for row in every if not row.tuning]
    judged = [judge(read_text(row.text[:5000])) for row in rows]
    scores = np.array([judgement.score for judgement in judged])
    verdicts = [judgement.verdict for judgement in judged]
    answer: dict[str, Any] = {
        "model": judged[0].model,
        "rows": dict(Counter(f"{row.source} {row.label}" for row in rows)),
    }
    answer["left_out"] = left_out(every, rows, scores, verdicts)
    answer["alarm_rates"] = rates(rows, verdicts)
    answer["calibration_error"] = calibration(rows, scores)
    answer["promotes_reports_confusion"] = confusion(rows, [j.context for j in judged])
    answer["pages"] = composed_pages(specimens, rows, pages)
    answer["undone"] = undone(specimens)
    return answer


def gather(specimens: Path, share: float = 1.0) -> list[Row]:
    """Read the sets, drop near duplicates within a set, deal the rest to the halves, keep a share."""
    chance = random.Random(3)
    lures = set(json.loads(RELABELLED.read_text("utf-8")))
    rows: list[Row] = []
    for name in (*SOURCES, *LAWFUL):
        seen: set[str] = set()
        for row in _lines(specimens / name / f"{name}.jsonl"):
            key = plain(row["text"])[:40]
            if row["label"] not in ("pos", "neg", "grey") or (len(key) > 4 and key in seen):
                continue
            seen.add(key)
            rows.append(Row(name, row["label"], row["text"], lure=row["id"] in lures))
    halves = tuning([row.text for row in rows])
    return [row._replace(tuning=bool(half)) for row, half in zip(rows, halves, strict=True) if chance.random() < share]


def _lines(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def pooled(rows: Sequence[Row]) -> np.ndarray[Any, Any]:
    """The pooled negatives; those of tg_spam are noisy (many are lures) and reported by themselves."""
    return np.array([row.label == "neg" and row.source != "tg_spam" for row in rows])


def left_out(
    every: Sequence[Row], rows: Sequence[Row], ours: np.ndarray[Any, Any], verdicts: Sequence[str]
) -> dict[str, Any]:
    """Recall of each source at fixed rates of false alarm, for ours and the baselines that have not seen the source."""
    pool = pooled(rows)
    words = np.array([_lexicon_score(row.text) for row in rows])
    known = [row for row in every if row.tuning and row.label != "grey" and not row.lure]
    hashing = HashingVectorizer(analyzer="char", ngram_range=(1, 3), n_features=2**19)
    learnt, asked = (hashing.transform(row.text for row in some) for some in (known, rows))
    answer: dict[str, Any] = {}
    for source in SOURCES:
        own = np.array([row.source == source and row.label == "pos" for row in rows])
        baseline = _ngrams(known, learnt, asked, source)
        answer[source] = {
            "rows": int(own.sum()),
            "ours": _recalls(ours[own], ours[pool]),
            "n-grams, source left out": _recalls(baseline[own], baseline[pool]),
            "lexicon": _recalls(words[own], words[pool]),
            "polluted": round(float(np.mean([verdicts[i] == "polluted" for i in np.flatnonzero(own)])), 3),
            "polluted or suspect": round(float(np.mean([verdicts[i] != "clean" for i in np.flatnonzero(own)])), 3),
        }
    return answer


def _ngrams(known: Sequence[Row], learnt: Any, asked: Any, source: str) -> np.ndarray[Any, Any]:
    """Score by the baseline: logistic regression over the tuning half without the source's positives."""
    positive = np.array([row.label == "pos" for row in known])
    kept = np.array(
        [
            (row.label == "neg" and row.source != "tg_spam") or (row.label == "pos" and row.source != source)
            for row in known
        ]
    )
    model = LogisticRegression(C=10, solver="liblinear").fit(learnt[kept], positive[kept])
    return np.asarray(model.decision_function(asked))


def _lexicon_score(text: str) -> int:
    telling = [entry.role in ("bait", "brand", "offer", "object") for entry in lexicon().entries]
    return sum(telling[entry] for entry in matcher().find(restore(text).folded).entries)


def _recalls(positives: np.ndarray[Any, Any], negatives: np.ndarray[Any, Any]) -> dict[str, float]:
    ordered = np.sort(negatives)[::-1]
    cuts = {rate: ordered[int(rate * len(ordered))] for rate in RATES}
    return {f"{rate:.1%}": round(float((positives > cut).mean()), 3) for rate, cut in cuts.items()}


def rates(rows: Sequence[Row], verdicts: Sequence[str]) -> dict[str, dict[str, float]]:
    """Give the rate of `polluted` and of `suspect` on lawful texts and grey adverts, by set."""
    counted: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row, verdict in zip(rows, verdicts, strict=True):
        if row.label != "pos":
            counted[f"{row.source} {row.label}"][verdict] += 1
            counted["all pooled"][verdict] += row.label == "neg" and row.source != "tg_spam"
    return {
        name: {verdict: round(counts[verdict] / counts.total(), 5) for verdict in ("polluted", "suspect")}
        for name, counts in counted.items()
    }


def calibration(rows: Sequence[Row], scores: np.ndarray[Any, Any], bins: int = 15) -> float:
    """Expected calibration error over the positives of the left-out sources and the pooled negatives."""
    chosen = pooled(rows) | np.array([row.label == "pos" and row.source in SOURCES for row in rows])
    labels = np.array([row.label == "pos" for row in rows])[chosen]
    kept = scores[chosen]
    places = np.minimum((kept * bins).astype(int), bins - 1)
    parts = [places == place for place in range(bins)]
    errors = [abs(kept[part].mean() - labels[part].mean()) * part.mean() for part in parts if part.any()]
    return round(float(sum(errors)), 4)


def confusion(rows: Sequence[Row], contexts: Sequence[str]) -> float:
    """Share of promotion taken for reports plus reports (statutes, rulings) taken for promotion, of both together."""
    wrong = total = 0
    for row, context in zip(rows, contexts, strict=True):
        if row.label == "pos" and row.source in SOURCES:
            total, wrong = total + 1, wrong + (context == "reports")
        elif row.source in ("laws_hard", "court_rulings"):
            total, wrong = total + 1, wrong + (context == "promotes")
    return round(wrong / total, 4)


def composed_pages(specimens: Path, rows: Sequence[Row], count: int) -> dict[str, Any]:
    """Verdicts on real pages as they are, and on pages hijacked with the promotion of each source."""
    bases = [
        decode(file.read_bytes()).text for folder in ("html_news", "html_news2") for file in _pages(specimens, folder)
    ]
    real = Counter(judge(read_html(base)).verdict for base in bases)
    answer: dict[str, Any] = {"real": dict(real)}
    for source in SOURCES:
        chance = random.Random(17)
        promotions = [row.text for row in rows if row.source == source and row.label == "pos" and len(row.text) > 5]
        verdicts: Counter[str] = Counter()
        single: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for _ in range(count):
            page, facts, ways = hijacked(chance.choice(bases), chance.sample(promotions, 20), chance)
            verdict = judge(read_html(page), facts).verdict
            verdicts[verdict] += 1
            if len(ways) == 1:
                single[ways[0]][verdict] += 1
        found = verdicts["polluted"] / count
        answer[source] = {
            "polluted": round(found, 3),
            **dict(verdicts),
            "one way": {k: dict(v) for k, v in single.items()},
        }
    return answer


def _pages(specimens: Path, folder: str) -> Iterable[Path]:
    return sorted((specimens / folder).glob("*.html"))


def undone(specimens: Path) -> dict[str, float]:
    """Share of disguised entities that `restore` brings back, by kind of disguise."""
    counts: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for row in _lines(specimens / "perturb_pairs" / "perturb_pairs.jsonl"):
        read = restore(row["text"]).folded
        for entity in row["entities"]:
            if entity.lower() not in row["text"].lower():
                counts[row["category"]][0] += entity.lower() in read
                counts[row["category"]][1] += 1
    return {kind: round(found / total, 3) for kind, (found, total) in sorted(counts.items())}


if __name__ == "__main__":
    print(json.dumps(run(sys.argv[1:]), ensure_ascii=False, indent=1))
