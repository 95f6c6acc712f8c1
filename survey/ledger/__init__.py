"""The append-only log of ballots: a Merkle tree, signed checkpoints, promises and receipts."""
