"""Which requests of machines were carried out, so that none is carried out twice."""

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.ground.db import Base
from kiosk.queue.models import DIGEST


class ApiRequest(Base):
    """One request that changed something; a refused one leaves nothing. Nothing of what it said can be read here.

    *key_hash* is a digest of the machine's key and its ``Idempotency-Key``, *request_hash* one of route and body.
    """

    __tablename__ = "api_request"
    __table_args__ = (Index("ix_api_request_at", "at"),)

    key_hash: Mapped[str] = mapped_column(String(DIGEST), primary_key=True)
    request_hash: Mapped[str] = mapped_column(String(DIGEST))
    at: Mapped[datetime]
