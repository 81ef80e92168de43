"""Overlaps are exact: folds against a naive recount with sets."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from mingjian.returns.checking import Checked
from mingjian.returns.folding import blob_of, distinct, keys_of, merge, subtract, within
from mingjian.returns.keys import KEY_BYTES
from mingjian.returns.rowsfile import first_rows, read_batches, rows_at, rows_with_problems, write_rows

# Zero bytes at the end, and few values, are what would break a comparison of fixed-width strings.
KEYS = st.lists(st.integers(0, 40).map(lambda n: (n * 7919).to_bytes(KEY_BYTES, "little")), max_size=60)
DAY = date(2026, 11, 3)


@given(KEYS, KEYS, KEYS)
def test_distinct_and_subtracted_keys_equal_a_recount_with_sets(one, two, three):
    a, b, c = (keys_of(blob_of(keys)) for keys in (one, two, three))
    assert len(distinct([blob_of(one), blob_of(two), blob_of(three)])) == len({*one, *two, *three})
    assert subtract(a, b).tobytes() == blob_of({*one} - {*two})
    assert subtract(subtract(a, b), c).tobytes() == blob_of({*one} - {*two} - {*three})
    assert merge(a, b).tobytes() == blob_of([*one, *two])
    assert within(a, b).sum() == len({*one} & {*two})


ROWS = st.lists(
    st.tuples(
        st.integers(0, 12),
        st.sampled_from(["account_closure", "account_mute"]),
        st.dates(date(2026, 10, 1), date(2026, 12, 31)),
        st.booleans(),
    ),
    max_size=50,
)


@given(ROWS)
@settings(deadline=None)
def test_what_is_written_counts_each_account_once(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("rows") / "rows.parquet"
    made = [
        Checked(at + 2, bytes([uid]) * 16, f"u{uid}", measure, day, problems=[] if good else ["redress_missing"])
        for at, (uid, measure, day, good) in enumerate(rows)
    ]
    tally = write_rows(made, path)
    seen: set[tuple[int, str]] = set()
    folds: dict[tuple[str, date], set[bytes]] = {}
    kept = []
    for at, (uid, measure, day, good) in enumerate(rows):
        if good and (uid, measure) not in seen:
            seen.add((uid, measure))
            kept.append(at + 2)
            folds.setdefault((measure, day.replace(day=1)), set()).add(bytes([uid]) * 16)
    good_ones = sum(good for *_, good in rows)
    assert (tally.rows, tally.counted, tally.repeated) == (len(rows), len(kept), good_ones - len(kept))
    assert {(fold.measure, fold.month): fold.keys for fold in tally.folds} == {
        at: blob_of(keys) for at, keys in folds.items()
    }
    assert tally.problems.get("redress_missing", 0) == len(rows) - good_ones
    assert len(list(rows_with_problems(path))) == len(rows) - len(kept)
    assert {at: row["row"] for at, row in rows_at(path, range(len(kept))).items()} == dict(enumerate(kept))


def test_carried_rows_stand_before_the_new_ones(tmp_path):
    write_rows([Checked(n, bytes([n]) * 16, f"u{n}", "account_closure", DAY) for n in (2, 3)], tmp_path / "old.parquet")
    new = [Checked(n, bytes([uid]) * 16, f"u{uid}", "account_closure", DAY) for n, uid in ((2, 3), (3, 9))]
    tally = write_rows(new, tmp_path / "new.parquet", carried=lambda: read_batches(tmp_path / "old.parquet"))
    assert (tally.rows, tally.counted, tally.repeated) == (4, 3, 1)
    assert [row["shown"] for row in first_rows(tmp_path / "new.parquet", 9)] == ["u2", "u3", "u3", "u9"]


def test_many_rows_go_through_in_batches(tmp_path):
    rows = (Checked(n, (n % 25_000).to_bytes(16, "big"), f"u{n}", "account_closure", DAY) for n in range(30_000))
    told: list[int] = []
    tally = write_rows(rows, tmp_path / "r.parquet", progress=told.append)
    assert (tally.counted, tally.repeated, told[-1]) == (25_000, 5_000, 30_000)
    assert [row["row"] for row in rows_with_problems(tmp_path / "r.parquet")] == list(range(25_000, 30_000))
