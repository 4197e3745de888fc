import pytest

from contoso.mgmt.widgets import Widget, WidgetNotFoundError, WidgetsManagementClient, __version__


@pytest.fixture
def widgets():
    return WidgetsManagementClient("subscription-1").widgets


def test_a_widget_is_there_once_its_operation_ends(widgets):
    poller = widgets.begin_create_or_update(Widget("sprocket", "northeurope", units=2))
    assert (poller.poll(), poller.poll(), poller.status()) == (False, False, "InProgress")
    with pytest.raises(WidgetNotFoundError, match="subscription-1 has no widget sprocket"):
        widgets.get("sprocket")
    assert poller.result() == widgets.get("sprocket")
    assert poller.status() == "Succeeded"


def test_an_update_replaces_the_widget(widgets):
    widgets.begin_create_or_update(Widget("sprocket", "northeurope")).result()
    widgets.begin_create_or_update(Widget("sprocket", "northeurope", units=5)).result()
    assert [widget.units for widget in widgets.list()] == [5]


def test_lists_are_sorted_and_can_be_narrowed(widgets):
    widgets.begin_create_or_update(Widget("b", "northeurope", tags={"team": "red"})).result()
    widgets.begin_create_or_update(Widget("a", "northeurope")).result()
    assert [widget.name for widget in widgets.list()] == ["a", "b"]
    assert [widget.name for widget in widgets.list(tag="team")] == ["b"]


def test_deleting_twice_is_harmless(widgets):
    widgets.begin_create_or_update(Widget("a", "northeurope")).result()
    widgets.delete("a")
    widgets.delete("a")
    assert list(widgets.list()) == []


@pytest.mark.parametrize("fields", [{"location": ""}, {"units": 0}, {"name": ""}])
def test_an_impossible_widget_is_refused(fields):
    with pytest.raises(ValueError):
        Widget(**{"name": "a", "location": "northeurope", **fields})


def test_this_is_the_second_major_version():
    assert __version__.startswith("2.")
