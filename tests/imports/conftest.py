"""A small estate that has two units already, for the tests of files."""

import pyarrow as pa
import pytest

from liftfund_core.imports.known import KnownEstate, no_units
from tests.imports.files_of_staff import TODAY


@pytest.fixture
def new_estate() -> KnownEstate:
    """Buildings 1, 2 and A, and no unit yet."""
    return KnownEstate(frozenset({"1", "2", "A"}), no_units(), TODAY)


@pytest.fixture
def estate() -> KnownEstate:
    """The same buildings with two units in the first and one in A, which has no sections."""
    units = pa.table(
        {
            "code": ["1-2-1203", "1-2-1204", "A-301"],
            "area_dm2": [8943, 6500, 12000],
            "owner_id": ["Y1", None, None],
            "owner_name": ["甲", None, None],
            "phone": ["13800000001", None, None],
            "kind": ["residence", "residence", "shop"],
        }
    )
    return KnownEstate(frozenset({"1", "2", "A"}), units, TODAY)
