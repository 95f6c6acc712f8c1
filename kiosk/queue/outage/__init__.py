"""Numbers that a tablet gave out on its own while the network was down: its clock, its batches, the shell it keeps."""
