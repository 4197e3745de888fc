import pytest

from contoso.core import ContosoKeyCredential, ResourceExistsError, ResourceNotFoundError
from contoso.storage.blob import ContainerClient


@pytest.fixture
def container():
    return ContainerClient("reports", ContosoKeyCredential("key"))


def test_a_blob_comes_back_as_it_was_sent(container):
    sent = container.upload_blob("a.bin", b"\x00\xff")
    assert container.download_blob("a.bin") == b"\x00\xff"
    assert sent == container.get_blob_properties("a.bin")
    assert sent.size == 2


def test_a_blob_is_replaced_only_when_asked_to(container):
    first = container.upload_blob("a", b"one")
    with pytest.raises(ResourceExistsError):
        container.upload_blob("a", b"two")
    assert container.upload_blob("a", b"two", overwrite=True).etag != first.etag


def test_a_deleted_blob_is_gone(container):
    container.upload_blob("a", b"")
    container.delete_blob("a")
    with pytest.raises(ResourceNotFoundError, match="reports has no blob a"):
        container.delete_blob("a")


def test_lists_come_in_pages_that_can_be_resumed(container):
    for name in ["2026/c", "2026/a", "2026/b", "2025/z"]:
        container.upload_blob(name, b"")
    blobs = container.list_blobs(name_starts_with="2026/", results_per_page=2)
    assert [blob.name for blob in blobs] == ["2026/a", "2026/b", "2026/c"]
    first, second = blobs.by_page()
    assert [blob.name for blob in second.items] == ["2026/c"]
    assert list(blobs.by_page(first.continuation_token)) == [second]
