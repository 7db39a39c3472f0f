"""Pages that are written from the code are as the code is now."""

from pathlib import Path

from fondaco.market.project.flow import flow

ROOT = Path(__file__).parents[2]


def test_the_flow_page_is_fresh() -> None:
    assert (ROOT / "docs" / "flow.md").read_text() == flow(), "run: python -m django write_flow"
