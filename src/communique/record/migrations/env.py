"""Run by Alembic: it works on the connection, and in the transaction, that `record.opening.upgrade` hands in."""

from alembic import context

from communique.record.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
