from contoso.core import ItemPaged, Page

PAGES = {None: Page([1, 2], "b"), "b": Page([], "c"), "c": Page([3], None)}


def test_items_come_from_every_page_and_a_walk_resumes_from_a_token():
    paged = ItemPaged(PAGES.__getitem__)
    assert list(paged) == [1, 2, 3]
    assert [page.items for page in paged.by_page("b")] == [[], [3]]


def test_no_page_is_fetched_before_it_is_needed():
    fetched = []

    def get_page(token):
        fetched.append(token)
        return PAGES[token]

    items = iter(ItemPaged(get_page))
    assert fetched == []
    next(items)
    assert fetched == [None]
