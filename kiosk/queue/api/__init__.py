"""What queue machines that an office already owns may ask and do: ``/api/v1``."""
