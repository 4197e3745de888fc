import pytest

from contoso.core import ContosoKeyCredential
from contoso.storage.blob import ContainerClient


def test_a_signed_address_is_good_until_it_expires_or_the_key_is_renewed():
    credential = ContosoKeyCredential("old")
    container = ContainerClient("reports", credential)
    address = container.signed_address("2026/a report.txt", expires_on=1000)
    assert container.check_address(address, now=999)
    assert not container.check_address(address, now=1000)
    credential.update("new")
    assert not container.check_address(address, now=999)


@pytest.mark.parametrize(
    "change", ["a.txt b.txt", "expires=1000 expires=9999", "signature= signature=x", "signature s"]
)
def test_a_changed_address_is_refused(change):
    container = ContainerClient("reports", ContosoKeyCredential("key"))
    address = container.signed_address("a.txt", expires_on=1000)
    old, new = change.split()
    assert old in address
    assert not container.check_address(address.replace(old, new), now=0)
