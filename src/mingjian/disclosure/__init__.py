"""What is said in public: names and numbers masked, and the statement of reasons in the shape of the DSA database.

Plain Python without Django.
"""

from mingjian.disclosure.dsa_check import Problem, check
from mingjian.disclosure.dsa_csv import write_csv
from mingjian.disclosure.dsa_shape import Shaped, shape
from mingjian.disclosure.masking import Masked, mask

__all__ = ["Masked", "Problem", "Shaped", "check", "mask", "shape", "write_csv"]
