from mingjian.text import decode, read, restore

PAGE = (
    "<html><head><title>首页&amp;a</title><meta name=description content='描述'><style>.x{display:none}</style></head>"
    "<body><h1>标 题</h1><p>你好<a href='/a'>链接</a>后<div class=x>隐<a href='http://b'>赌</a></div></body></html>"
)


def test_every_surface_is_found_and_quotes_its_text() -> None:
    document = read(PAGE.encode())
    seen = [(span.surface, document.text[span.start : span.end]) for span in document.spans]
    assert seen == [
        ("title", "首页&a"),
        ("meta", "描述"),
        ("heading", "标 题"),
        ("body", "你好"),
        ("link", "链接"),
        ("body", "后"),
        ("hidden", "隐"),
        ("hidden", "赌"),
    ]
    assert [PAGE[span.source_start : span.source_end] for span in document.spans][:2] == ["首页&amp;a", "描述"]


def test_gbk_and_big5_are_told_apart_whatever_the_header_says() -> None:
    assert decode("中文网页的测试，我们在这里".encode("gbk"), "big5").charset == "gb18030"
    assert decode("中文網頁的測試，我們在這裡".encode("big5"), "gbk").charset == "big5hkscs"


def test_the_table_undoes_width_style_and_traditional_characters() -> None:
    restored = restore("我要網賭ＡＢＣ\u200b𝐀𝐁①")
    assert restored.text == "我要网赌ABCAB1"
    assert restored.original_span(2, 4) == (2, 4)
    assert restored.original_span(7, 9) == (8, 10)
