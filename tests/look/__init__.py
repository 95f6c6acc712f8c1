"""What everybody sees: colours, sizes, drawings, layouts."""
