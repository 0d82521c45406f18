"""What belongs together is found page by page: keys to look it up by, links that were found, what waits; and merges."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    _ungrouped()
    _keys("copy_keys", "articles")
    _links("copy_links", "articles")
    _tellings()
    _keys("event_keys", "events")
    _links("event_links", "events")
    _merges()


def _ungrouped() -> None:
    """All articles wait, for the families of an older record were found without keys."""
    op.create_table(
        "ungrouped",
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("article_id"),
    )
    op.execute("DELETE FROM occurrences")
    op.execute("DELETE FROM families")
    op.execute("INSERT INTO ungrouped SELECT id FROM articles")


def _keys(name: str, holders: str) -> None:
    op.create_table(
        name,
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("holder", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["holder"], [f"{holders}.key"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", "first", "last", "holder"),
        sqlite_with_rowid=False,
    )
    op.create_index(f"ix_{name}_holder", name, ["holder"], unique=False)


def _links(name: str, targets: str) -> None:
    op.create_table(
        name,
        sa.Column("one", sa.Text(), nullable=False),
        sa.Column("other", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["one"], [f"{targets}.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["other"], [f"{targets}.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("one", "other"),
    )
    op.create_index(f"ix_{name}_other", name, ["other"], unique=False)


def _tellings() -> None:
    op.create_table(
        "tellings",
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("shape", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("event_id"),
    )


def _merges() -> None:
    op.create_table(
        "merges",
        sa.Column("one", sa.Text(), nullable=False),
        sa.Column("other", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("one", "other"),
    )
