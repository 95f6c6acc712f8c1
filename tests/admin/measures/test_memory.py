"""What was drawn is not drawn again while there is room for it."""

from admin.measures.memory import Memory


def drawn(memory: Memory, *tags: str, size: int = 4) -> list[str]:
    """Ask for *tags* in turn, and return those that had to be drawn."""
    made: list[str] = []

    def draw(tag: str) -> bytes:
        made.append(tag)
        return tag.encode() * size

    for tag in tags:
        assert memory.get(tag, lambda tag=tag: draw(tag)) == tag.encode() * size  # type: ignore[misc]
    return made


def test_what_was_drawn_is_handed_out_again() -> None:
    assert drawn(Memory(100), "a", "b", "a", "b") == ["a", "b"]


def test_the_one_nobody_asked_for_longest_goes_first() -> None:
    assert drawn(Memory(8), "a", "b", "a", "c", "a", "b") == ["a", "b", "c", "b"]


def test_one_that_is_larger_than_the_memory_is_still_answered() -> None:
    assert drawn(Memory(2), "a", "a", "b", "a") == ["a", "b", "a"]


def test_what_was_forgotten_is_drawn_anew() -> None:
    memory = Memory(100)
    assert drawn(memory, "a") == ["a"]
    memory.forget()
    assert drawn(memory, "a") == ["a"]
