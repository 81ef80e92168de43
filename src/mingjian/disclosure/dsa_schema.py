"""The DSA Transparency Database, schema V2 (in force since 2025-07-01), as data: fields, values, limits, columns.

Source: dsa.md (digital-services-act/transparency-database @69e80a0b, 2026-06-24).
"""

from __future__ import annotations


def _coded(prefix: str, words: str) -> tuple[str, ...]:
    """The values of a list by their words."""
    return tuple(f"{prefix}{word}" for word in words.split())


VISIBILITY = _coded(
    "DECISION_VISIBILITY_",
    "CONTENT_REMOVED CONTENT_DISABLED CONTENT_DEMOTED CONTENT_AGE_RESTRICTED CONTENT_INTERACTION_RESTRICTED "
    "CONTENT_LABELLED OTHER",
)
MONETARY = tuple(f"DECISION_MONETARY_{word}" for word in ("SUSPENSION", "TERMINATION", "OTHER"))
PROVISION = tuple(
    f"DECISION_PROVISION_{word}"
    for word in ("PARTIAL_SUSPENSION", "TOTAL_SUSPENSION", "PARTIAL_TERMINATION", "TOTAL_TERMINATION")
)
ACCOUNT = ("DECISION_ACCOUNT_SUSPENDED", "DECISION_ACCOUNT_TERMINATED")
ACCOUNT_TYPE = ("ACCOUNT_TYPE_BUSINESS", "ACCOUNT_TYPE_PRIVATE")
GROUND = ("DECISION_GROUND_ILLEGAL_CONTENT", "DECISION_GROUND_INCOMPATIBLE_CONTENT")
CATEGORY = _coded(
    "STATEMENT_CATEGORY_",
    "ANIMAL_WELFARE CONSUMER_INFORMATION CYBER_VIOLENCE CYBER_VIOLENCE_AGAINST_WOMEN "
    "DATA_PROTECTION_AND_PRIVACY_VIOLATIONS ILLEGAL_OR_HARMFUL_SPEECH INTELLECTUAL_PROPERTY_INFRINGEMENTS "
    "NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS NOT_SPECIFIED_NOTICE OTHER_VIOLATION_TC PROTECTION_OF_MINORS "
    "RISK_FOR_PUBLIC_SECURITY SCAMS_AND_FRAUD SELF_HARM UNSAFE_AND_PROHIBITED_PRODUCTS VIOLENCE",
)
KEYWORD = _coded(
    "KEYWORD_",
    "ANIMAL_HARM UNLAWFUL_SALE_ANIMALS HIDDEN_ADVERTISEMENT INSUFFICIENT_INFORMATION_ON_TRADERS "
    "MISLEADING_INFO_GOODS_SERVICES MISLEADING_INFO_CONSUMER_RIGHTS NONCOMPLIANCE_PRICING CYBER_BULLYING_INTIMIDATION "
    "CYBER_HARASSMENT CYBER_INCITEMENT CYBER_STALKING NON_CONSENSUAL_IMAGE_SHARING NON_CONSENSUAL_MATERIAL_DEEPFAKE "
    "BULLYING_AGAINST_GIRLS CYBER_HARASSMENT_AGAINST_WOMEN CYBER_STALKING_AGAINST_WOMEN "
    "FEMALE_GENDERED_DISINFORMATION INCITEMENT_AGAINST_WOMEN NON_CONSENSUAL_IMAGE_SHARING_AGAINST_WOMEN "
    "NON_CONSENSUAL_MATERIAL_DEEPFAKE_AGAINST_WOMEN BIOMETRIC_DATA_BREACH DATA_FALSIFICATION "
    "MISSING_PROCESSING_GROUND RIGHT_TO_BE_FORGOTTEN DEFAMATION DISCRIMINATION HATE_SPEECH COPYRIGHT_INFRINGEMENT "
    "DESIGN_INFRINGEMENT GEOGRAPHIC_INDICATIONS_INFRINGEMENT PATENT_INFRINGEMENT TRADE_SECRET_INFRINGEMENT "
    "TRADEMARK_INFRINGEMENT MISINFORMATION_DISINFORMATION VIOLATION_EU_LAW VIOLATION_NATIONAL_LAW "
    "ADULT_SEXUAL_MATERIAL AGE_SPECIFIC_RESTRICTIONS GEOGRAPHICAL_REQUIREMENTS GOODS_SERVICES_NOT_PERMITTED "
    "LANGUAGE_REQUIREMENTS NUDITY AGE_SPECIFIC_RESTRICTIONS_MINORS CHILD_SEXUAL_ABUSE_MATERIAL "
    "CHILD_SEXUAL_ABUSE_MATERIAL_DEEPFAKE GROOMING_SEXUAL_ENTICEMENT_MINORS UNSAFE_CHALLENGES ILLEGAL_ORGANIZATIONS "
    "RISK_ENVIRONMENTAL_DAMAGE RISK_PUBLIC_HEALTH TERRORIST_CONTENT IMPERSONATION_ACCOUNT_HIJACKING "
    "INAUTHENTIC_ACCOUNTS INAUTHENTIC_LISTINGS INAUTHENTIC_USER_REVIEWS PHISHING PYRAMID_SCHEMES "
    "CONTENT_PROMOTING_EATING_DISORDERS SELF_MUTILATION SUICIDE PROHIBITED_PRODUCTS UNSAFE_PRODUCTS COORDINATED_HARM "
    "INCITEMENT_VIOLENCE_HATRED HUMAN_EXPLOITATION HUMAN_TRAFFICKING TRAFFICKING_WOMEN_GIRLS STALKING OTHER",
)
CONTENT_TYPE = _coded("CONTENT_TYPE_", "APP AUDIO IMAGE PRODUCT SYNTHETIC_MEDIA TEXT VIDEO OTHER")
TERRITORY = _coded("", "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK")
SOURCE = ("SOURCE_ARTICLE_16", "SOURCE_TRUSTED_FLAGGER", "SOURCE_TYPE_OTHER_NOTIFICATION", "SOURCE_VOLUNTARY")
AUTOMATED = tuple(f"AUTOMATED_DECISION_{word}" for word in ("FULLY", "PARTIALLY", "NOT_AUTOMATED"))
YES_NO = ("Yes", "No")

SINGLE = {
    "decision_monetary": MONETARY,
    "decision_provision": PROVISION,
    "decision_account": ACCOUNT,
    "account_type": ACCOUNT_TYPE,
    "decision_ground": GROUND,
    "incompatible_content_illegal": YES_NO,
    "category": CATEGORY,
    "source_type": SOURCE,
    "automated_detection": YES_NO,
    "automated_decision": AUTOMATED,
}
MANY = {
    "decision_visibility": VISIBILITY,
    "category_addition": CATEGORY,
    "category_specification": KEYWORD,
    "content_type": CONTENT_TYPE,
    "territorial_scope": TERRITORY,
}
TEXTS = {
    "puid": 500,
    "decision_visibility_other": 500,
    "decision_monetary_other": 500,
    "decision_ground_reference_url": 500,
    "illegal_content_legal_ground": 500,
    "illegal_content_explanation": 2000,
    "incompatible_content_ground": 500,
    "incompatible_content_explanation": 2000,
    "category_specification_other": 500,
    "content_type_other": 500,
    "decision_facts": 5000,
    "source_identity": 500,
}
DAYS = {
    "content_date": ("2000-01-01", "2038-01-01"),
    "application_date": ("2020-01-01", "2038-01-01"),
    "end_date_visibility_restriction": ("", "2038-01-01"),
    "end_date_monetary_restriction": ("", "2038-01-01"),
    "end_date_service_restriction": ("", "2038-01-01"),
    "end_date_account_restriction": ("", "2038-01-01"),
}
NEEDED = (
    "puid", "decision_ground", "category", "content_type", "content_date", "application_date", "decision_facts",
    "source_type", "automated_detection", "automated_decision",
)  # fmt: skip
ONE_OF = ("decision_visibility", "decision_monetary", "decision_provision", "decision_account")
OTHERS = {
    "decision_visibility_other": ("decision_visibility", "DECISION_VISIBILITY_OTHER"),
    "decision_monetary_other": ("decision_monetary", "DECISION_MONETARY_OTHER"),
    "content_type_other": ("content_type", "CONTENT_TYPE_OTHER"),
    "category_specification_other": ("category_specification", "KEYWORD_OTHER"),
}
"""Texts that belong to a value “other”: with it they are needed, without it they must be absent."""
FULL = (
    "uuid", "decision_visibility", "decision_visibility_other", "end_date_visibility_restriction", "decision_monetary",
    "decision_monetary_other", "end_date_monetary_restriction", "decision_provision", "end_date_service_restriction",
    "decision_account", "end_date_account_restriction", "account_type", "decision_ground", "decision_ground_reference_url",
    "illegal_content_legal_ground", "illegal_content_explanation", "incompatible_content_ground",
    "incompatible_content_explanation", "incompatible_content_illegal", "category", "category_addition",
    "category_specification", "category_specification_other", "content_type", "content_type_other", "content_language",
    "content_date", "content_id_ean", "territorial_scope", "application_date", "decision_facts", "source_type",
    "source_identity", "automated_detection", "automated_decision", "platform_name", "platform_uid", "created_at",
)  # fmt: skip
"""The columns of the full CSV, in order (38)."""
LIGHT = tuple(
    name
    for name in FULL
    if name
    not in ("illegal_content_explanation", "incompatible_content_explanation", "territorial_scope", "decision_facts")
)
"""The light CSV: the full one without its four long columns."""
