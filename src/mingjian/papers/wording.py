"""Days, moments and amounts as an official document writes them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

BLANK = "＿＿＿＿"
"""What stands where something is still to be filled in."""

_SHANGHAI = ZoneInfo("Asia/Shanghai")
_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")
_ORDINALS = "零一二三四五六七八九"


def day_zh(text: str) -> str:
    """2026-11-24 as 2026年11月24日; anything else as it is."""
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return text
    return f"{day.year}年{day.month}月{day.day}日"


def moment_zh(text: str) -> str:
    """An ISO moment as 2026年11月24日9时05分, in the time of Shanghai; anything else as it is."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    if len(text) <= 10:
        return day_zh(text)
    here = moment.astimezone(_SHANGHAI) if moment.tzinfo else moment
    return f"{here.year}年{here.month}月{here.day}日{here.hour}时{here.minute:02d}分"


def yuan(amount: object) -> str:
    """An amount in figures: 50000 as 50000元, 1234.5 as 1234.50元."""
    number = _decimal(amount)
    if number is None:
        return str(amount)
    return f"{number:.2f}元" if number != number.to_integral_value() else f"{number:.0f}元"


def yuan_in_words(amount: object) -> str:
    """An amount as it must be written so that no figure can be added: 50000 as 伍万元整. Source: 支付结算办法 附一."""
    number = _decimal(amount)
    if number is None or number < 0 or number >= Decimal(10) ** 16:
        return str(amount)
    cents = int((number * 100).to_integral_value())
    whole, jiao, fen = cents // 100, cents // 10 % 10, cents % 10
    words = f"{_whole(whole)}元" if whole or not cents else ""
    if not jiao and not fen:
        return f"{words}整"
    words += f"{_DIGITS[jiao]}角" if jiao else "零" if whole else ""
    return words + (f"{_DIGITS[fen]}分" if fen else "整")


def money(amount: object) -> str:
    """Figures and words together: 人民币50000元（大写：伍万元整）."""
    return f"人民币{yuan(amount)}（大写：{yuan_in_words(amount)}）" if _decimal(amount) is not None else str(amount)


def ordinal(number: int) -> str:
    """1 to 99 as 一 to 九十九, for headings."""
    tens, ones = divmod(number, 10)
    if not tens:
        return _ORDINALS[ones]
    head = "十" if tens == 1 else f"{_ORDINALS[tens]}十"
    return head + (_ORDINALS[ones] if ones else "")


def _decimal(amount: object) -> Decimal | None:
    if isinstance(amount, bool) or not isinstance(amount, int | float | str | Decimal):
        return None
    try:
        number = Decimal(str(amount))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _whole(number: int) -> str:
    if number == 0:
        return _DIGITS[0]
    words, gap = "", False
    for group in reversed(range(4)):
        part = number // 10 ** (4 * group) % 10000
        if not part:
            gap = bool(words)
            continue
        words += (_DIGITS[0] if words and (gap or part < 1000) else "") + _part(part) + _GROUPS[group]
        gap = False
    return words.replace("亿万", "亿")


def _part(part: int) -> str:
    words, gap = "", False
    for place in reversed(range(4)):
        digit = part // 10**place % 10
        if digit:
            words += (_DIGITS[0] if gap and words else "") + _DIGITS[digit] + _PLACES[place]
            gap = False
        else:
            gap = True
    return words
