from contoso.core import ContosoKeyCredential


def test_a_renewed_key_signs_differently():
    credential = ContosoKeyCredential("old")
    before = credential.sign("GET /widgets")
    credential.update("new")
    assert credential.sign("GET /widgets") != before
    assert credential.sign("GET /widgets") == ContosoKeyCredential("new").sign("GET /widgets")


def test_the_key_is_never_shown():
    assert "secret" not in repr(ContosoKeyCredential("secret"))
