"""Bulk returns: a file of accounts, items or numbers in; checked rows, keyed digests, samples and exact overlaps out.

Plain Python without Django: usable from a notebook or by a platform that wants to check its file before it hands it in.
"""

from mingjian.returns.checking import Checked, Checker
from mingjian.returns.folding import Fold, distinct, fold_rows, subtract
from mingjian.returns.keys import KEY_BYTES, account_key, item_key, keyed, number_key
from mingjian.returns.opening import Opened, open_file
from mingjian.returns.sampling import Assessment, assess, draw, seed_of, share_interval
from mingjian.returns.schema import CATEGORIES, Category, category

__all__ = [
    "CATEGORIES",
    "KEY_BYTES",
    "Assessment",
    "Category",
    "Checked",
    "Checker",
    "Fold",
    "Opened",
    "account_key",
    "assess",
    "category",
    "distinct",
    "draw",
    "fold_rows",
    "item_key",
    "keyed",
    "number_key",
    "open_file",
    "seed_of",
    "share_interval",
    "subtract",
]
