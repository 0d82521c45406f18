"""Pages whose text was taken out of their bytes: the layer of a PDF, the contents of a compressed body."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    # not `op.add_column`: SQLite adds a column with its reference in one statement, Alembic would do it in two
    op.execute(sa.text("ALTER TABLE pages ADD COLUMN layer TEXT REFERENCES bodies (sha256)"))
    op.create_index("ix_pages_layer", "pages", ["layer"])
