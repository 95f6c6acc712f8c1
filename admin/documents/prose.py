"""What somebody typed into a field, as blocks of a document: paragraphs, and lists with “- ”. Pure."""

from itertools import groupby

from admin.documents.content import Block, Items, Paragraph

DASHES = ("- ", "– ", "• ", "+ ", "* ")


def blocks(text: str) -> list[Block]:
    """Return the paragraphs and lists of *text*, one for each line; empty lines only part them."""
    lines = [line.strip() for line in text.splitlines()]
    found: list[Block] = []
    for listed, run in groupby((line for line in lines if line), key=lambda line: line.startswith(DASHES)):
        if listed:
            found.append(Items(tuple(line[2:].strip() for line in run)))
        else:
            found.extend(Paragraph(line) for line in run)
    return found
