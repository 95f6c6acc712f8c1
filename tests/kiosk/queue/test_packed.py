"""Every ticket fits into the value that is read of it, whatever words it holds."""

from kiosk.queue import packed
from kiosk.queue.kinds import Channel, Respondent
from kiosk.queue.tickets import State


def test_every_state_channel_and_respondent_has_a_number_of_its_own_that_fits() -> None:
    for words, codes, bits in (
        (State, packed.STATES, packed.ARRIVED_AT - packed.STATE_AT),
        (Channel, packed.CHANNELS, packed.RESPONDENT_AT - packed.CHANNEL_AT),
        (Respondent, packed.RESPONDENTS, packed.MARK_BITS - packed.RESPONDENT_AT),
    ):
        assert set(codes) == set(words)
        assert len(set(codes.values())) == len(codes)
        assert max(codes.values()) < 1 << bits


def test_a_value_is_as_long_on_both_databases() -> None:
    assert packed.SQLITE.count("%016x") * 8 + packed.SQLITE.count("%08x") * 4 == packed.BYTES
    assert packed.POSTGRESQL.count("int8send(") * 8 + packed.POSTGRESQL.count("int4send(") * 4 == packed.BYTES
