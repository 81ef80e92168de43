"""The model that is switched on, ready to judge: asked for at every visit, read and tried on the canaries once a process."""

from __future__ import annotations

import logging
from functools import lru_cache

from mingjian.detect import Model
from mingjian.detect.canary import admit
from mingjian.detect.model import shipped
from mingjian.errors import BadInput
from mingjian.office.patrol.switch_model import model_in_force
from mingjian.records.models import DetectionModel

log = logging.getLogger(__name__)


def judging_model() -> Model:
    """Give the model that judges now. A switch is seen at the next visit, without a restart.

    A local model that no longer fits the software (other lexicons, an alarm on a canary) never judges: the shipped one
    does, and the log of the process says so.
    """
    row = model_in_force()
    return _admitted(row.version) if row else shipped()


@lru_cache(maxsize=2)
def _admitted(version: str) -> Model:
    content = DetectionModel.objects.values_list("content", flat=True).get(version=version)
    try:
        return admit(bytes(content), version)
    except BadInput as error:
        log.error("%s The shipped model judges instead.", error)
        return shipped()
