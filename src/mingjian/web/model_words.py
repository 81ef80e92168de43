"""Words for the switches of detection models; they join `web.words`."""

from __future__ import annotations

MODEL_WORDS: dict[str, dict[str, tuple[str, str]]] = {
    "switch_state": {
        "asked": ("待启用", "waiting for a second person"),
        "made": ("已启用", "switched on"),
        "refused": ("未予启用", "refused"),
        "withdrawn": ("已撤回", "withdrawn"),
    },
}
MODEL_VERBS: dict[str, tuple[str, str]] = {
    "model_trained": ("训练出候选模型", "trained a candidate model"),
    "model_asked_for": ("提出启用模型", "asked for a model"),
    "model_switched_on": ("启用模型", "switched the model on"),
    "model_refused": ("不予启用模型", "refused the model"),
    "model_withdrawn": ("撤回启用申请", "withdrew the question"),
    "model_rolled_back": ("回退模型", "rolled the model back"),
}
