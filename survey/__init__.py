"""What citizens say: questionnaires, ballots and how satisfied people are. Anonymous by construction."""
